package io.mtlsagent.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The revocation status of one certificate, where it is known from, and a sentence about it. */
public final class RevocationFinding {

  private static final RevocationFinding OFF =
      new RevocationFinding(RevocationStatus.OFF, null, "revocation is switched off");

  private final RevocationStatus status;
  private final @Nullable String source;
  private final String detail;

  private RevocationFinding(RevocationStatus status, @Nullable String source, String detail) {
    this.status = Objects.requireNonNull(status, "status");
    this.source = source;
    this.detail = Objects.requireNonNull(detail, "detail");
  }

  /** A status that comes from no source. */
  public static RevocationFinding of(RevocationStatus status, String detail) {
    return new RevocationFinding(status, null, detail);
  }

  /**
   * A status read from a source.
   *
   * @param source {@code crl}, {@code ocsp} or {@code staple}, as the audit log names it
   */
  public static RevocationFinding from(String source, RevocationStatus status, String detail) {
    return new RevocationFinding(status, source, detail);
  }

  public static RevocationFinding off() {
    return OFF;
  }

  public RevocationStatus status() {
    return status;
  }

  /** {@code crl}, {@code ocsp}, {@code staple}, or null where no source was read. */
  public @Nullable String source() {
    return source;
  }

  /** A sentence for people, such as "listed in /etc/pki/zoo.crl since 2026-01-01T00:00:00Z". */
  public String detail() {
    return detail;
  }
}
