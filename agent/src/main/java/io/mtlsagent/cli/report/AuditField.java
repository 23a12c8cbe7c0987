package io.mtlsagent.cli.report;

/** The members of an audit line that a report uses. */
enum AuditField {
  TIMESTAMP("@timestamp"),
  ACTION("event.action"),
  CODE("event.code"),
  REASON("event.reason"),
  MODE("mtls.mode"),
  ENDPOINT("mtls.endpoint"),
  DECISION("mtls.decision"),
  LOST("mtls.details.count"),
  DIRECTION("network.direction"),
  SOURCE_IP("source.ip"),
  DESTINATION_IP("destination.ip"),
  DESTINATION_PORT("destination.port"),
  TLS_VERSION("tls.version"),
  TLS_PROTOCOL("tls.version_protocol"),
  CLIENT_SUBJECT("tls.client.subject"),
  CLIENT_ISSUER("tls.client.issuer"),
  CLIENT_NOT_BEFORE("tls.client.not_before"),
  CLIENT_NOT_AFTER("tls.client.not_after"),
  CLIENT_HASH("tls.client.hash.sha256"),
  SERVER_SUBJECT("tls.server.subject"),
  SERVER_ISSUER("tls.server.issuer"),
  SERVER_NOT_BEFORE("tls.server.not_before"),
  SERVER_NOT_AFTER("tls.server.not_after"),
  SERVER_HASH("tls.server.hash.sha256"),
  SERVER_NAME("tls.server.server_name"),
  USER("user.name"),
  SERVICE("service.name"),
  ENVIRONMENT("service.environment");

  private final String path;

  AuditField(String path) {
    this.path = path;
  }

  /** The names of the nested members, with dots between them. */
  String path() {
    return path;
  }
}
