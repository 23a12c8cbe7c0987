package io.mtlsagent.audit;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Timestamp;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as lines, with the field names of the Elastic Common Schema. A line is at most
 * {@link #MAX_BYTES} long. Not for use by many threads.
 */
final class EventLine {

  /** The longest line with its newline, in bytes: the sum of all limits is below. */
  static final int MAX_BYTES = 16 * 1024;

  private static final int MAX_DETAILS_BYTES = 3 * 1024;
  private static final int MAX_SENTENCE = 1024;
  private static final int MAX_NAME = 512;
  private static final int MAX_WORD = 128;

  private final @Nullable String serviceName;
  private final @Nullable String serviceEnvironment;
  private final long processId;

  /** Weak: a certificate's text is kept as long as a session or the application keeps it. */
  private final Map<X509Certificate, byte[]> certificates = new WeakHashMap<>();

  EventLine(@Nullable String serviceName, @Nullable String serviceEnvironment, long processId) {
    this.serviceName = serviceName;
    this.serviceEnvironment = serviceEnvironment;
    this.processId = processId;
  }

  /**
   * The line with its newline.
   *
   * @param previousHash the hash of the line before, null where the log is not chained
   */
  byte[] of(AuditEvent event, long sequence, @Nullable String previousHash) {
    try {
      return whole(event, sequence, previousHash);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // A certificate class of a foreign provider may throw anything; its handshake is still told.
      return minimal(event, sequence, previousHash, e);
    }
  }

  private byte[] whole(AuditEvent event, long sequence, @Nullable String previousHash) {
    JsonWriter json = new JsonWriter();
    json.text("@timestamp", Timestamp.of(event.time), MAX_WORD);
    event(json, event, event.reason, sequence);
    mtls(json, event, previousHash);
    if (event.role != null) {
      json.object("network").text("direction", event.role.direction(), MAX_WORD).end();
      boolean inbound = event.role == Role.SERVER;
      address(json, "source", inbound ? event.remote : event.local);
      address(json, "destination", inbound ? event.local : event.remote);
      tls(json, event, inbound ? "client" : "server");
    }
    json.object("user");
    text(json, "name", event.user, MAX_NAME);
    json.end();
    origin(json);
    return json.line();
  }

  private byte[] minimal(
      AuditEvent event, long sequence, @Nullable String previousHash, Throwable cause) {
    JsonWriter json = new JsonWriter();
    json.text("@timestamp", Timestamp.of(event.time), MAX_WORD);
    String reason = event.reason == null ? "" : event.reason + "; ";
    event(
        json,
        event,
        reason + "the facts of this peer could not be read: " + cause.getClass().getName(),
        sequence);
    mtls(json, event, previousHash);
    origin(json);
    return json.line();
  }

  private static void event(
      JsonWriter json, AuditEvent event, @Nullable String reason, long sequence) {
    json.object("event");
    json.text("action", event.action.wireName(), MAX_WORD);
    json.text("outcome", event.outcome.wireName(), MAX_WORD);
    text(json, "code", event.code, MAX_WORD);
    text(json, "reason", reason, MAX_SENTENCE);
    json.number("sequence", sequence);
    if (event.duration >= 0) {
      json.number("duration", event.duration);
    }
    json.end();
  }

  private static void mtls(JsonWriter json, AuditEvent event, @Nullable String previousHash) {
    json.object("mtls");
    text(json, "mode", event.mode == null ? null : event.mode.wireName(), MAX_WORD);
    text(json, "endpoint", event.endpoint, MAX_WORD);
    text(json, "decision", event.decision == null ? null : event.decision.wireName(), MAX_WORD);
    text(json, "stack", event.stack, MAX_WORD);
    RevocationFinding revocation = event.revocation;
    if (revocation != null) {
      json.object("revocation");
      json.text("status", revocation.status().wireName(), MAX_WORD);
      text(json, "source", revocation.source(), MAX_WORD);
      json.end();
    }
    if (event.details != null) {
      details(json, event.details);
    }
    if (previousHash != null) {
      json.object("audit").text("previous_hash", previousHash, MAX_WORD).end();
    }
    json.end();
  }

  private static void details(JsonWriter json, Map<String, Object> details) {
    json.object("details");
    int limit = json.size() + MAX_DETAILS_BYTES - MAX_NAME - MAX_WORD;
    for (Map.Entry<String, Object> detail : details.entrySet()) {
      if (json.size() > limit) {
        json.flag("truncated", true);
        break;
      }
      Object value = detail.getValue();
      if (value instanceof Long) {
        json.number(detail.getKey(), (Long) value);
      } else {
        json.text(detail.getKey(), String.valueOf(value), MAX_NAME);
      }
    }
    json.end();
  }

  private static void address(JsonWriter json, String end, @Nullable InetSocketAddress address) {
    if (address == null || address.getAddress() == null) {
      return;
    }
    json.object(end);
    json.text("ip", AddressText.of(address.getAddress()), MAX_WORD);
    if (address.getPort() > 0) {
      json.number("port", address.getPort());
    }
    json.end();
  }

  private void tls(JsonWriter json, AuditEvent event, String peer) {
    json.object("tls");
    protocol(json, event.protocol);
    if (event.cipher != null && !event.cipher.endsWith("_NULL_WITH_NULL_NULL")) {
      json.text("cipher", event.cipher, MAX_WORD);
    }
    if (event.resumed != null) {
      json.flag("resumed", event.resumed);
    }
    if (event.established != null) {
      json.flag("established", event.established);
    }
    json.object(peer);
    if (event.certificate != null) {
      json.members(membersOf(event.certificate));
    }
    text(json, "server_name", event.serverName, MAX_NAME);
    json.end();
    json.end();
  }

  /** JSSE says TLSv1.3, and NONE before a version is agreed upon; ECS wants the number apart. */
  private static void protocol(JsonWriter json, @Nullable String protocol) {
    int mark = protocol == null ? -1 : protocol.lastIndexOf('v');
    if (protocol == null || mark < 0) {
      return;
    }
    String version = protocol.substring(mark + 1);
    json.text("version", version.length() == 1 ? version + ".0" : version, MAX_WORD);
    String family =
        protocol.startsWith("SSL") ? "ssl" : protocol.startsWith("DTLS") ? "dtls" : "tls";
    json.text("version_protocol", family, MAX_WORD);
  }

  private byte[] membersOf(X509Certificate certificate) {
    byte[] members = certificates.get(certificate);
    if (members == null) {
      members = PeerCertificate.members(certificate);
      certificates.put(certificate, members);
    }
    return members;
  }

  private void origin(JsonWriter json) {
    json.object("service");
    text(json, "name", serviceName, MAX_WORD);
    text(json, "environment", serviceEnvironment, MAX_WORD);
    json.end();
    if (processId != ProcessId.UNKNOWN) {
      json.object("process").number("pid", processId).end();
    }
  }

  private static void text(JsonWriter json, String name, @Nullable String value, int limit) {
    if (value != null) {
      json.text(name, value, limit);
    }
  }
}
