package org.aralwatch.server.tile;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  private final AsyncCache<TileKey, Tile> tiles;
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
            .buildAsync();
  }

  /**
   * The tile of a key, rendered when it is not there.
   *
   * @param render called at most once for a key at a time, in this thread
   */
  public Tile get(TileKey key, Supplier<Tile> render) {
    ConcurrentMap<TileKey, CompletableFuture<Tile>> entries = tiles.asMap();
    CompletableFuture<Tile> known = tiles.getIfPresent(key);
    if (known == null) {
      CompletableFuture<Tile> own = new CompletableFuture<>();
      known = entries.putIfAbsent(key, own);
      if (known == null) {
        misses.increment();
        return load(own, render);
      }
    }
    hits.increment();
    return await(known);
  }

  private static Tile load(CompletableFuture<Tile> own, Supplier<Tile> render) {
    try {
      Tile tile = render.get();
      own.complete(tile);
      return tile;
    } catch (RuntimeException | Error e) {
      own.completeExceptionally(e);
      throw e;
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
    return tiles.synchronous().policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /** Tiles held now. */
  public long size() {
    tiles.synchronous().cleanUp();
    return tiles.synchronous().estimatedSize();
  }
}
