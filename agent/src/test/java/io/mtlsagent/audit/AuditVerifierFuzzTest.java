package io.mtlsagent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes are a log with or without a problem, and a log goes on after any bytes. */
class AuditVerifierFuzzTest {

  @TempDir Path directory;

  @FuzzTest
  void anyLogIsReadToItsEnd(byte[] data) throws Exception {
    AuditVerification found = AuditVerifier.verify("log", new ByteArrayInputStream(data));
    assertThat(found.lines()).isEqualTo(linesOf(data));
    assertThat(found.problem().map(AuditProblem::message).orElse("").chars())
        .noneMatch(Character::isISOControl);
    aLineIsAdded(data, found);
  }

  /** By an agent that finds these bytes in the place of its log. */
  private void aLineIsAdded(byte[] data, AuditVerification before) throws Exception {
    Path file = directory.resolve("log.jsonl");
    Files.write(file, data);
    AuditLogFixture.writeAndClose(AuditLogFixture.syncTo(file.toFile()), 1, 1);
    AuditVerification after = AuditVerifier.verify(file.toFile());
    boolean hasProblem =
        before
            .problem()
            .filter(problem -> problem.kind() != AuditProblem.Kind.TORN_LAST_LINE)
            .isPresent();
    if (!hasProblem) {
      assertThat(after.problem()).isEmpty();
    }
    assertThat(after.lines()).isGreaterThanOrEqualTo(before.lines() + 2);
    Files.delete(file);
  }

  private static long linesOf(byte[] data) throws IOException {
    long lines = 0;
    boolean open = false;
    for (byte octet : data) {
      open = octet != '\n';
      lines += open ? 0 : 1;
    }
    return lines + (open ? 1 : 0);
  }
}
