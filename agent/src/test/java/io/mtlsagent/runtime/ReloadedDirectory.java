package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOptions;
import io.mtlsagent.audit.AuditTarget;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.policy.AuditDelivery;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The configuration {@code mtls.properties} of a directory in force, and what looks at it again;
 * audited there in {@code audit.jsonl}.
 */
record ReloadedDirectory(AuditLog audit, InForce inForce, Reload reload, RevocationWatch watch)
    implements AutoCloseable {

  static ReloadedDirectory of(Path directory) throws Exception {
    AuditLog audit =
        AuditLog.open(
            AuditOptions.to(AuditTarget.file(directory.resolve("audit.jsonl").toFile()))
                .delivery(AuditDelivery.SYNC)
                .build(),
            line -> {});
    StandardErrorLog log = new StandardErrorLog(new PrintStream(OutputStream.nullOutputStream()));
    GenerationReader reader = new GenerationReader(Clock.systemUTC());
    Configuration configuration =
        Configuration.load(directory.resolve("mtls.properties").toFile(), Overrides.none());
    InForce inForce = new InForce(reader.read(configuration, null));
    ReloadReport report = new ReloadReport(audit, log, new RevocationReport(audit, log));
    Reload reload = new Reload(Overrides.none(), reader, inForce, report);
    return new ReloadedDirectory(audit, inForce, reload, new RevocationWatch(inForce, audit, log));
  }

  @Override
  public void close() {
    audit.close(AuditEvent.of(AuditAction.AGENT_STOPPED).build());
  }
}
