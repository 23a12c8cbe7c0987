package io.mtlsagent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOptions;
import io.mtlsagent.audit.AuditTarget;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.handshake.PeerStatistics;
import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.PemText;
import io.mtlsagent.testing.Pki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryWatchTest {

  private static final Instant START = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Pki ZOO = Pki.root("zoo");

  @TempDir Path directory;
  private AuditLog audit;

  @BeforeEach
  void openLog() throws Exception {
    audit =
        AuditLog.open(
            AuditOptions.to(AuditTarget.file(directory.resolve("audit.jsonl").toFile()))
                .delivery(AuditDelivery.SYNC)
                .build(),
            line -> {});
  }

  @AfterEach
  void closeLog() {
    audit.close(AuditEvent.of(AuditAction.AGENT_STOPPED).build());
  }

  private static Issued certificate(String name, int days) {
    return ZOO.issue(name)
        .forBoth()
        .valid(START.minusSeconds(60), START.plus(Duration.ofDays(days)))
        .make();
  }

  /** Our own certificate, as read at the start of the agent. */
  private ExpiryWatch watchOverOwn(int days) throws Exception {
    Issued own = certificate("own", days);
    Files.writeString(
        directory.resolve("own.pem"),
        PemText.of("CERTIFICATE", own.certificate().getEncoded())
            + PemText.of("PRIVATE KEY", own.key().getPrivate().getEncoded()));
    Files.writeString(
        directory.resolve("ca.crt"), PemText.of("CERTIFICATE", ZOO.certificate().getEncoded()));
    Path file = directory.resolve("mtls.properties");
    Files.writeString(
        file, "identity.certificate=own.pem\nidentity.key=own.pem\ntrust.certificates=ca.crt\n");
    Configuration configuration = Configuration.load(file.toFile(), Overrides.none());
    InForce inForce =
        new InForce(new GenerationReader(Clock.systemUTC()).read(configuration, null));
    return new ExpiryWatch(inForce, new PeerStatistics(), audit, START.toEpochMilli());
  }

  private static void lookEachHour(ExpiryWatch watch, int fromDay, int toDay) {
    for (int hour = 24 * fromDay; hour <= 24 * toDay; hour++) {
      watch.look(START.plus(Duration.ofHours(hour)).toEpochMilli());
    }
  }

  private List<String> told() throws Exception {
    return Files.readAllLines(directory.resolve("audit.jsonl")).stream()
        .map(line -> line.replaceAll(".*\"reason\":\"(.*), at .*", "$1"))
        .toList();
  }

  @Test
  void ourOwnCertificateIsToldThirtySevenAndOneDaysBeforeItEndsOnceEach() throws Exception {
    lookEachHour(watchOverOwn(90), 0, 95);
    assertThat(told())
        .containsExactly(
            "our certificate O=zoo,CN=own ends within 30 days",
            "our certificate O=zoo,CN=own ends within 7 days",
            "our certificate O=zoo,CN=own ends within 1 day");
  }

  @Test
  void whatTheStartHasSaidIsNotSaidAgain() throws Exception {
    lookEachHour(watchOverOwn(20), 0, 18);
    assertThat(told()).containsExactly("our certificate O=zoo,CN=own ends within 7 days");
  }

  @Test
  void whatHasComeNearerBetweenTheStartAndTheFirstLookIsSaid() throws Exception {
    lookEachHour(watchOverOwn(9), 3, 4);
    assertThat(told()).containsExactly("our certificate O=zoo,CN=own ends within 7 days");
  }
}
