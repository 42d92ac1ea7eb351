package org.aralwatch.geodata.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.storage.Sha256;
import org.jdbi.v3.core.Jdbi;

/**
 * Tokens and whom they stand for. Only hashes are kept: a token is shown once. A token has 256
 * random bits, so that a plain SHA-256 is as safe as a slow hash would be.
 */
public final class TokenStore {
  private static final String PREFIX = "aw_";

  private final Jdbi jdbi;
  private final SecureRandom random = new SecureRandom();

  public TokenStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What a token allows. */
  public enum Role {
    READER,
    WRITER,
    ADMINISTRATOR;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes a token; the answer is the only time that it is seen. */
  public String create(String name, Role role, Set<String> organisations) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO access_token (sha256, name, role, organisations)
                    VALUES (:sha256, :name, :role, :organisations)
                    """)
                .bind("sha256", digest(token))
                .bind("name", name)
                .bind("role", role.code())
                .bind("organisations", organisations.toArray(String[]::new))
                .execute());
    return token;
  }

  /** Whether there is any token: false at the first start only. */
  public boolean isEmpty() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT NOT EXISTS (SELECT FROM access_token)")
                .mapTo(Boolean.class)
                .one());
  }

  /** The viewer whom a token stands for; empty for an unknown or revoked one. */
  public Optional<Viewer> find(String token) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT name, role, organisations FROM access_token
                    WHERE sha256 = :sha256 AND revoked_at IS NULL
                    """)
                .bind("sha256", digest(token))
                .map(
                    (rs, ctx) -> {
                      String role = rs.getString("role");
                      return new Viewer(
                          rs.getString("name"),
                          Set.copyOf(
                              Arrays.asList((String[]) rs.getArray("organisations").getArray())),
                          role.equals("administrator"),
                          !role.equals("reader"));
                    })
                .findOne());
  }

  private static byte[] digest(String token) {
    return Sha256.digest(token.getBytes(StandardCharsets.UTF_8)).bytes();
  }
}
