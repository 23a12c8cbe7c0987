package io.mtlsagent.cli.report;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of an audit log, as far as a report needs it. */
final class AuditRecord {

  private final long time;
  private final String action;
  private final Map<AuditField, String> fields;

  AuditRecord(long time, String action, Map<AuditField, String> fields) {
    this.time = time;
    this.action = action;
    this.fields = new EnumMap<>(fields);
  }

  /** In milliseconds since 1970. */
  long time() {
    return time;
  }

  /** {@code event.action}. */
  String action() {
    return action;
  }

  @Nullable String text(AuditField field) {
    return fields.get(field);
  }

  /** The text of a field, or another word where the line has none. */
  String text(AuditField field, String otherwise) {
    String text = fields.get(field);
    return text == null ? otherwise : text;
  }

  /** Whether the peer is the client; an event that is not about a peer counts as neither. */
  boolean isInbound() {
    return "inbound".equals(text(AuditField.DIRECTION));
  }

  boolean isAboutPeer() {
    return text(AuditField.DIRECTION) != null;
  }

  /** A fact of the peer's certificate, which stands under the part that the peer plays. */
  @Nullable String ofPeer(AuditField whereClient, AuditField whereServer) {
    return text(isInbound() ? whereClient : whereServer);
  }

  /**
   * Whether the path of the peer's certificate led to an anchor: what an unproven one says of
   * itself may be anybody's invention.
   */
  boolean isPeerProven() {
    if (ofPeer(AuditField.CLIENT_SUBJECT, AuditField.SERVER_SUBJECT) == null) {
      return false;
    }
    switch (text(AuditField.CODE, "")) {
      case "no_certificate":
      case "untrusted":
      case "protocol":
      case "internal_error":
        return false;
      default:
        return true;
    }
  }
}
