package io.mtlsagent.config;

import static io.mtlsagent.config.Key.optional;
import static io.mtlsagent.config.Key.withDefault;

import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.AuditOverflow;
import io.mtlsagent.policy.Mode;
import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** All keys of the configuration: what the parser knows, the reference shows and errors suggest. */
final class Keys {

  /** The audit log's name where {@code audit.file} is not set. */
  static final String AUDIT_FILE_NAME = "mtls-audit.jsonl";

  private static final ValueParser<String> TEXT = new TextParser("text");
  private static final ValueParser<File> FILE = new FileParser();
  private static final ValueParser<Boolean> BOOLEAN = new BooleanParser();
  private static final ValueParser<BitSet> PORTS = new PortsParser();
  private static final ValueParser<List<HostPattern>> HOSTS = new HostsParser();
  private static final ValueParser<String> PEERS = new PeersParser();

  static final Key<Mode> MODE =
      withDefault(
          "mode",
          new EnumParser<>(Mode.values()),
          "enforce",
          "`off`: nothing is changed. `observe`: nothing changes on the wire; every TLS peer seen is"
              + " audited with what `enforce` would have said. `permissive`: a client certificate is"
              + " asked for, all checks run and are audited, nothing is refused that the application"
              + " itself would accept. `enforce`: the agent's checks alone decide.");

  static final Key<String> PROFILE =
      optional(
          "profile",
          TEXT,
          "none",
          "The active profile: with `profile=prod`, an entry `%prod.mode=enforce` goes before"
              + " `mode=...`.");

  static final Key<String> SERVICE_NAME =
      optional("service.name", TEXT, "none", "The service's name in the audit log.");

  static final Key<String> SERVICE_ENVIRONMENT =
      optional("service.environment", TEXT, "none", "The environment's name in the audit log.");

  static final Key<BitSet> SERVER_PORTS =
      withDefault(
          "server.ports", PORTS, "*", "Local ports whose inbound connections are in scope.");

  static final Key<BitSet> SERVER_EXCLUDE_PORTS =
      optional(
          "server.exclude-ports",
          PORTS,
          "none",
          "Local ports that are out of scope, although `server.ports` has them.");

  static final Key<List<HostPattern>> CLIENT_HOSTS =
      withDefault(
          "client.hosts",
          HOSTS,
          "*",
          "Outbound targets in scope. `*` matches everything, unknown targets included.");

  static final Key<List<HostPattern>> CLIENT_EXCLUDE_HOSTS =
      optional(
          "client.exclude-hosts",
          HOSTS,
          "none",
          "Outbound targets out of scope, although `client.hosts` has them.");

  static final Key<Boolean> CLIENT_VERIFY_HOSTNAME =
      withDefault(
          "client.verify-hostname",
          BOOLEAN,
          "true",
          "Check the server's host name although the application does not.");

  static final Key<String> PEERS_ALLOW =
      optional(
          "peers.allow",
          PEERS,
          "all",
          "Clients that may connect to our servers, by [patterns](#peer-patterns). Set but empty is"
              + " an error.");

  static final Key<String> PEERS_DENY =
      optional("peers.deny", PEERS, "none", "Clients that may not connect, whatever allows them.");

  static final Key<String> SERVERS_ALLOW =
      optional(
          "servers.allow",
          PEERS,
          "all",
          "Servers that we may connect to, by [patterns](#peer-patterns). Set but empty is an"
              + " error.");

  static final Key<String> SERVERS_DENY =
      optional(
          "servers.deny",
          PEERS,
          "none",
          "Servers that we may not connect to, whatever allows them.");

  static final Key<String> USER_RULES =
      withDefault(
          "user.rules",
          new TextParser("rules"),
          "cn",
          "How a client certificate leads to a user name: rules in the syntax of Kafka's"
              + " `ssl.principal.mapping.rules`, `san:uri`, `san:dns`, `san:email` and `cn`,"
              + " comma-separated, tried in order. No match: no user name.");

  static final Key<Boolean> USER_REQUIRED =
      withDefault(
          "user.required",
          BOOLEAN,
          "false",
          "Refuse (`not_authorized`) a client without a user name.");

  static final Key<String> ENDPOINT =
      optional(
          "endpoint.*",
          TEXT,
          "none",
          "Named rules, `endpoint.NAME.key`, that set other values for some connections: see [Endpoints](#endpoints). Not"
              + " read from the environment.");

  static final Key<List<String>> TLS_PROTOCOLS =
      withDefault(
          "tls.protocols",
          new ProtocolsParser(),
          "TLSv1.3,TLSv1.2",
          "TLS versions allowed in `enforce`.");

  static final Key<List<String>> TLS_CIPHERS =
      optional(
          "tls.ciphers",
          new ListParser("cipher suites"),
          "the JVM's",
          "Cipher suites allowed in `enforce`, by their names in JSSE.");

  static final Key<String> AUDIT_FILE =
      optional(
          "audit.file",
          new TextParser("path, `stdout`, `stderr`, `none`, `syslog:...`"),
          "`" + AUDIT_FILE_NAME + "` beside the configuration",
          "Where the audit log goes. The default gives way to `stderr`, with a warning, where it"
              + " cannot be written. A syslog collector (RFC 5424): `syslog:udp://HOST:514`,"
              + " `syslog:tcp://HOST:601` or `syslog:tls://HOST:6514`.");

  static final Key<Long> AUDIT_ROTATE_SIZE =
      withDefault(
          "audit.rotate.size",
          new SizeParser(),
          "100MB",
          "The size from which on the file is rotated; `0` for never.");

  static final Key<Integer> AUDIT_ROTATE_KEEP =
      withDefault(
          "audit.rotate.keep",
          new CountParser(1, 100_000),
          "10",
          "How many rotated files are kept.");

  static final Key<AuditDelivery> AUDIT_DELIVERY =
      withDefault(
          "audit.delivery",
          new EnumParser<>(AuditDelivery.values()),
          "async",
          "`sync`: a handshake ends only after its line is written. `async`: lines are queued.");

  static final Key<AuditOverflow> AUDIT_OVERFLOW =
      withDefault(
          "audit.overflow",
          new EnumParser<>(AuditOverflow.values()),
          "block",
          "When the queue is full: `block`: a handshake waits, and is refused after 10 seconds."
              + " `drop`: lines are dropped; drops are counted and audited.");

  static final Key<Boolean> AUDIT_CHAIN =
      withDefault(
          "audit.chain", BOOLEAN, "true", "Each line carries the SHA-256 of the line before it.");

  static final Key<File> METRICS_FILE =
      optional("metrics.file", FILE, "none", "Prometheus text file, rewritten atomically.");

  static final Key<List<String>> SKIP_MAIN_CLASSES =
      optional(
          "skip.main-classes",
          new ListParser("class name globs"),
          "the JDK's tools",
          "Further main classes in whose JVMs the agent does nothing.");

  static final Key<Duration> RELOAD_INTERVAL =
      withDefault(
          "reload.interval",
          new DurationParser(Duration.ofMillis(10)),
          "5s",
          "How often files are looked at again: configuration, keys, chains, anchors, revocation"
              + " lists.");

  static final Key<OnConfigError> ON_CONFIG_ERROR =
      withDefault(
          "on-config-error",
          new EnumParser<>(OnConfigError.values()),
          "exit",
          "What a configuration error does at start. `exit`: the JVM ends with exit code 78."
              + " `passthrough`: it is logged, and the application runs as without the agent.");

  private static final List<Key<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Key<?>>asList(
              MODE,
              PROFILE,
              SERVICE_NAME,
              SERVICE_ENVIRONMENT,
              MaterialKeys.IDENTITY_CERTIFICATE,
              MaterialKeys.IDENTITY_KEY,
              MaterialKeys.IDENTITY_KEY_PASSWORD,
              MaterialKeys.IDENTITY_KEYSTORE,
              MaterialKeys.IDENTITY_KEYSTORE_PASSWORD,
              MaterialKeys.IDENTITY_KEYSTORE_TYPE,
              MaterialKeys.IDENTITY_KEYSTORE_ALIAS,
              MaterialKeys.IDENTITY_KEEP_NAMES,
              MaterialKeys.TRUST_CERTIFICATES,
              MaterialKeys.TRUST_KEYSTORE,
              MaterialKeys.TRUST_KEYSTORE_PASSWORD,
              MaterialKeys.TRUST_KEYSTORE_TYPE,
              MaterialKeys.TRUST_REQUIRE_EKU,
              MaterialKeys.TRUST_MIN_STRENGTH,
              MaterialKeys.REVOCATION,
              MaterialKeys.REVOCATION_CRL,
              MaterialKeys.REVOCATION_CRL_DOWNLOAD,
              MaterialKeys.REVOCATION_OCSP,
              MaterialKeys.REVOCATION_OCSP_URL,
              MaterialKeys.REVOCATION_ALLOWED_HOSTS,
              MaterialKeys.REVOCATION_GRACE,
              MaterialKeys.REVOCATION_CLOSE_OPEN,
              MaterialKeys.REVOCATION_TIMEOUT,
              MaterialKeys.REVOCATION_CACHE,
              MaterialKeys.REVOCATION_SHORT_LIVED,
              SERVER_PORTS,
              SERVER_EXCLUDE_PORTS,
              CLIENT_HOSTS,
              CLIENT_EXCLUDE_HOSTS,
              CLIENT_VERIFY_HOSTNAME,
              PEERS_ALLOW,
              PEERS_DENY,
              SERVERS_ALLOW,
              SERVERS_DENY,
              USER_RULES,
              USER_REQUIRED,
              ENDPOINT,
              TLS_PROTOCOLS,
              TLS_CIPHERS,
              AUDIT_FILE,
              AUDIT_ROTATE_SIZE,
              AUDIT_ROTATE_KEEP,
              AUDIT_DELIVERY,
              AUDIT_OVERFLOW,
              AUDIT_CHAIN,
              METRICS_FILE,
              LimitKeys.CHAIN_CERTIFICATES,
              LimitKeys.CHAIN_BYTES,
              LimitKeys.PATH_LENGTH,
              LimitKeys.SIGNATURE_CHECKS,
              LimitKeys.NAME_COMPARISONS,
              LimitKeys.KEY_BITS,
              SKIP_MAIN_CLASSES,
              RELOAD_INTERVAL,
              ON_CONFIG_ERROR));

  private Keys() {}

  /** The keys that hold for the whole run of a JVM. */
  static List<Key<?>> ofAudit() {
    return Arrays.<Key<?>>asList(
        SERVICE_NAME,
        SERVICE_ENVIRONMENT,
        AUDIT_FILE,
        AUDIT_ROTATE_SIZE,
        AUDIT_ROTATE_KEEP,
        AUDIT_DELIVERY,
        AUDIT_OVERFLOW,
        AUDIT_CHAIN);
  }

  /** Every key, in the order of the reference. */
  static List<Key<?>> all() {
    return ALL;
  }
}
