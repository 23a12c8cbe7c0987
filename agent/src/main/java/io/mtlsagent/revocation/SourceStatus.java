package io.mtlsagent.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a revocation list or a responder is doing, as of one moment. Immutable. */
public final class SourceStatus {

  private final String kind;
  private final String source;
  private final long entries;
  private final @Nullable Instant thisUpdate;
  private final @Nullable Instant nextUpdate;
  private final String lastError;
  private final long bytes;
  private final long hits;

  public SourceStatus(
      String kind,
      String source,
      long entries,
      @Nullable Instant thisUpdate,
      @Nullable Instant nextUpdate,
      String lastError,
      long bytes,
      long hits) {
    this.kind = kind;
    this.source = source;
    this.entries = entries;
    this.thisUpdate = thisUpdate;
    this.nextUpdate = nextUpdate;
    this.lastError = lastError;
    this.bytes = bytes;
    this.hits = hits;
  }

  /** {@code crl} or {@code ocsp}. */
  public String kind() {
    return kind;
  }

  /** The file or address. */
  public String source() {
    return source;
  }

  /** Entries of a list, or answers of a responder. */
  public long entries() {
    return entries;
  }

  /** Of a list, or the newest of the answers; null where there is none. */
  public @Nullable Instant thisUpdate() {
    return thisUpdate;
  }

  /** Of a list, or the earliest of the answers; null where there is none. */
  public @Nullable Instant nextUpdate() {
    return nextUpdate;
  }

  /** Why the last fetch has failed, or the file was refused; empty where that is not so. */
  public String lastError() {
    return lastError;
  }

  /** Received since the start; of a local list the memory that it takes. */
  public long bytes() {
    return bytes;
  }

  /** Questions that were answered from memory since the start. */
  public long hits() {
    return hits;
  }
}
