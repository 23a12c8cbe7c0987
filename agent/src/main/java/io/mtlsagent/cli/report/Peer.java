package io.mtlsagent.cli.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end. A certificate that leads to no anchor may name whomever it likes, so an
 * unproven peer is never the same as a proven one of that name.
 */
final class Peer {

  private final boolean client;
  private final boolean proven;
  private final String subject;
  private final String issuer;
  private final String address;

  private Peer(boolean client, boolean proven, String subject, String issuer, String address) {
    this.client = client;
    this.proven = proven;
    this.subject = subject;
    this.issuer = issuer;
    this.address = address;
  }

  static Peer of(AuditRecord line) {
    String subject = line.ofPeer(AuditField.CLIENT_SUBJECT, AuditField.SERVER_SUBJECT);
    String issuer = line.ofPeer(AuditField.CLIENT_ISSUER, AuditField.SERVER_ISSUER);
    String address = line.ofPeer(AuditField.SOURCE_IP, AuditField.DESTINATION_IP);
    return new Peer(
        line.isInbound(),
        line.isPeerProven(),
        subject == null ? "" : subject,
        issuer == null ? "" : issuer,
        subject != null ? "" : address == null ? "unknown address" : address);
  }

  /** Whether it is a client of ours; else we are its client. */
  boolean isClient() {
    return client;
  }

  boolean isProven() {
    return proven;
  }

  /** Whether it showed a certificate, proven or not. */
  boolean hasCertificate() {
    return address.isEmpty();
  }

  /** Null where it showed no certificate. */
  @Nullable String subject() {
    return hasCertificate() ? subject : null;
  }

  /** Null where it showed no certificate. */
  @Nullable String issuer() {
    return hasCertificate() ? issuer : null;
  }

  /** Its address; null where it showed a certificate, for then it may have many. */
  @Nullable String address() {
    return hasCertificate() ? null : address;
  }

  /** For people, at full length. */
  String label() {
    if (!hasCertificate()) {
      return address + " (no certificate)";
    }
    String named = subject.isEmpty() ? "(empty subject)" : subject;
    return proven ? named : named + " (unproven)";
  }

  /** For people, where there is little room. */
  String shortLabel() {
    if (!hasCertificate()) {
      return address;
    }
    return subject.isEmpty() ? "(empty subject)" : CommonName.of(subject);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Peer)) {
      return false;
    }
    Peer that = (Peer) other;
    return client == that.client
        && proven == that.proven
        && subject.equals(that.subject)
        && issuer.equals(that.issuer)
        && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return Objects.hash(client, proven, subject, issuer, address);
  }
}
