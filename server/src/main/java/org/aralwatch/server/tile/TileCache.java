package org.aralwatch.server.tile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Encoded tiles in memory, at most so many bytes of them, the least useful leaving first. A tile
 * that several ask for at once is rendered by the first, in its own thread; the others wait for it.
 * A failure is thrown to all of them and not kept. Thread-safe.
 */
public final class TileCache {
  /** Memory of a key, an entry and a tag, about; small tiles must not fill the heap uncounted. */
  private static final int ENTRY_BYTES = 400;

  private final Cache<TileKey, Tile> tiles;

  /** Tiles being rendered now. */
  private final ConcurrentMap<TileKey, CompletableFuture<Tile>> rendering =
      new ConcurrentHashMap<>();

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /**
   * @param maxBytes bound on the tiles and what is kept with each, positive
   */
  public TileCache(long maxBytes) {
    if (maxBytes <= 0) {
      throw new IllegalArgumentException("a tile cache of " + maxBytes + " bytes holds nothing");
    }
    tiles =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((TileKey key, Tile tile) -> tile.bytes().length + ENTRY_BYTES)
            .executor(Runnable::run)
            .build();
  }

  /**
   * The tile of a key, rendered when it is not there.
   *
   * @param render called at most once for a key at a time, in this thread
   */
  public Tile get(TileKey key, Supplier<Tile> render) {
    Tile held = tiles.getIfPresent(key);
    if (held != null) {
      hits.increment();
      return held;
    }
    CompletableFuture<Tile> own = new CompletableFuture<>();
    CompletableFuture<Tile> others = rendering.putIfAbsent(key, own);
    if (others != null) {
      hits.increment();
      return await(others);
    }
    try {
      // Whoever rendered it may have finished between our two questions.
      Tile tile = tiles.getIfPresent(key);
      if (tile == null) {
        misses.increment();
        tile = render.get();
        tiles.put(key, tile);
      } else {
        hits.increment();
      }
      own.complete(tile);
      return tile;
    } catch (RuntimeException | Error e) {
      own.completeExceptionally(e);
      throw e;
    } finally {
      rendering.remove(key, own);
    }
  }

  private static Tile await(CompletableFuture<Tile> known) {
    try {
      return known.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Requests answered from memory or by waiting for another's tile. */
  public long hits() {
    return hits.sum();
  }

  /** Requests that had to render. */
  public long misses() {
    return misses.sum();
  }

  /** Bytes held now, as counted against the bound. */
  public long bytes() {
    return tiles.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /** Tiles held now. */
  public long size() {
    tiles.cleanUp();
    return tiles.estimatedSize();
  }
}
