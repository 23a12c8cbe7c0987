package io.mtlsagent.audit;

import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.AuditOverflow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the audit log is written; the defaults are those of the configuration reference. */
public final class AuditOptions {

  final AuditTarget target;
  final AuditDelivery delivery;
  final AuditOverflow overflow;
  final boolean chained;
  final long rotateBytes;
  final int rotateKeep;
  final int queueCapacity;
  final long blockMillis;
  final long closeMillis;
  final @Nullable String serviceName;
  final @Nullable String serviceEnvironment;
  final long processId;

  private AuditOptions(Builder given) {
    target = given.target;
    delivery = given.delivery;
    overflow = given.overflow;
    chained = given.chained;
    rotateBytes = given.rotateBytes;
    rotateKeep = given.rotateKeep;
    queueCapacity = given.queueCapacity;
    blockMillis = given.blockMillis;
    closeMillis = given.closeMillis;
    serviceName = given.serviceName;
    serviceEnvironment = given.serviceEnvironment;
    processId = given.processId;
  }

  public static Builder to(AuditTarget target) {
    return new Builder(target);
  }

  /** Collects the options. */
  public static final class Builder {

    private final AuditTarget target;
    private AuditDelivery delivery = AuditDelivery.ASYNC;
    private AuditOverflow overflow = AuditOverflow.BLOCK;
    private boolean chained = true;
    private long rotateBytes = 100L * 1024 * 1024;
    private int rotateKeep = 10;
    private int queueCapacity = 8192;
    private long blockMillis = 10_000;
    private long closeMillis = 5_000;
    private @Nullable String serviceName;
    private @Nullable String serviceEnvironment;
    private long processId = ProcessId.current();

    private Builder(AuditTarget target) {
      this.target = Objects.requireNonNull(target, "target");
    }

    public Builder delivery(AuditDelivery when) {
      this.delivery = Objects.requireNonNull(when, "delivery");
      return this;
    }

    public Builder overflow(AuditOverflow what) {
      this.overflow = Objects.requireNonNull(what, "overflow");
      return this;
    }

    /** Whether each line carries the hash of the line before it ({@code audit.chain}). */
    public Builder chained(boolean withHashes) {
      this.chained = withHashes;
      return this;
    }

    /**
     * Built-in rotation.
     *
     * @param bytes the size that a file does not exceed; 0 rotates never
     * @param keep how many older files are kept, at least 1
     */
    public Builder rotate(long bytes, int keep) {
      if (bytes < 0 || keep < 1) {
        throw new IllegalArgumentException("rotation at " + bytes + " bytes, keeping " + keep);
      }
      this.rotateBytes = bytes;
      this.rotateKeep = keep;
      return this;
    }

    /** How many events may wait to be written, at least 1. */
    public Builder queueCapacity(int events) {
      if (events < 1) {
        throw new IllegalArgumentException("a queue of " + events + " events");
      }
      this.queueCapacity = events;
      return this;
    }

    /** {@code service.name} and {@code service.environment}. */
    public Builder service(@Nullable String name, @Nullable String environment) {
      this.serviceName = name;
      this.serviceEnvironment = environment;
      return this;
    }

    /** {@code process.pid}, and the PID of NAME.PID.jsonl; found by itself if not set. */
    public Builder processId(long number) {
      this.processId = number;
      return this;
    }

    /** How long a handshake waits for room before it is refused; the contract says 10 s. */
    Builder blockMillis(long milliseconds) {
      this.blockMillis = milliseconds;
      return this;
    }

    /** How long a shutdown waits for the last lines. */
    Builder closeMillis(long milliseconds) {
      this.closeMillis = milliseconds;
      return this;
    }

    public AuditOptions build() {
      return new AuditOptions(this);
    }
  }
}
