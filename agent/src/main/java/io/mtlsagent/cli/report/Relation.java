package io.mtlsagent.cli.report;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One peer and one endpoint of one service: what passed between them. */
final class Relation {

  private static final int MAX_WORDS = 8;
  private static final int MAX_CODES = 20;

  private final Key key;
  private final Tally tally = new Tally();
  private final BoundedMap<String, Refusal> refusals = new BoundedMap<>(MAX_CODES);
  private final Map<String, Long> protocols = new TreeMap<>();
  private final Map<String, Long> modes = new TreeMap<>();
  private @Nullable String user;
  private long refusedByPeer;
  private long closed;

  Relation(Key key) {
    this.key = key;
  }

  void add(Outcome outcome, AuditRecord line) {
    tally.add(outcome, line.time());
    String version = line.text(AuditField.TLS_VERSION);
    if (version != null) {
      boolean tls = line.text(AuditField.TLS_PROTOCOL, "tls").equals("tls");
      count(protocols, (tls ? "" : line.text(AuditField.TLS_PROTOCOL, "") + " ") + version);
    }
    String mode = line.text(AuditField.MODE);
    if (mode != null) {
      count(modes, mode);
    }
    if (line.text(AuditField.USER) != null) {
      user = line.text(AuditField.USER);
    }
    if (outcome != Outcome.ACCEPTED) {
      Refusal refusal = refusals.obtain(line.text(AuditField.CODE, "(no code)"), Refusal::new);
      if (refusal != null) {
        refusal.add(outcome, line);
      }
    }
  }

  private static void count(Map<String, Long> counts, String word) {
    if (counts.size() < MAX_WORDS || counts.containsKey(word)) {
      counts.merge(word, 1L, Long::sum);
    }
  }

  /** Counts a connection that the peer refused after we had accepted it. */
  void addRefusalByPeer() {
    refusedByPeer++;
  }

  /** Counts an open connection that was closed because its peer may no longer connect. */
  void addClosed() {
    closed++;
  }

  Key key() {
    return key;
  }

  Tally tally() {
    return tally;
  }

  Collection<Refusal> refusals() {
    return refusals.values();
  }

  /** Handshakes by TLS version, such as {@code 1.3}. */
  Map<String, Long> protocols() {
    return protocols;
  }

  /** Handshakes by mode. */
  Map<String, Long> modes() {
    return modes;
  }

  /** The user that the last line named; null where there is none. */
  @Nullable String user() {
    return user;
  }

  long refusedByPeer() {
    return refusedByPeer;
  }

  long closed() {
    return closed;
  }

  /** The ends of a relation. */
  static final class Key {

    private final Peer peer;
    private final ServiceName service;
    private final String rule;
    private final String port;
    private final String target;

    private Key(Peer peer, ServiceName service, String rule, String port, String target) {
      this.peer = peer;
      this.service = service;
      this.rule = rule;
      this.port = port;
      this.target = target;
    }

    static Key of(AuditRecord line) {
      String port = line.text(AuditField.DESTINATION_PORT, "");
      String host =
          line.isInbound()
              ? ""
              : line.text(AuditField.SERVER_NAME, line.text(AuditField.DESTINATION_IP, ""));
      return new Key(
          Peer.of(line),
          ServiceName.of(line),
          line.text(AuditField.ENDPOINT, ""),
          port,
          host.isEmpty() || port.isEmpty() ? host : host + ":" + port);
    }

    Peer peer() {
      return peer;
    }

    ServiceName service() {
      return service;
    }

    /** {@code mtls.endpoint}; empty where the line has none. */
    String rule() {
      return rule;
    }

    /** The port of the server, whichever end that is; empty where it is not known. */
    String port() {
      return port;
    }

    /** Over what they talk: our port, or the host and port that we call. */
    String endpoint() {
      if (!peer.isClient()) {
        return target.isEmpty() ? "(unknown)" : target;
      }
      return port.isEmpty() ? "(unknown port)" : ":" + port;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (!(other instanceof Key)) {
        return false;
      }
      Key that = (Key) other;
      return peer.equals(that.peer)
          && service.equals(that.service)
          && rule.equals(that.rule)
          && port.equals(that.port)
          && target.equals(that.target);
    }

    @Override
    public int hashCode() {
      return Objects.hash(peer, service, rule, port, target);
    }
  }
}
