package io.mtlsagent.audit;

import static io.mtlsagent.audit.AuditLogFixture.STOPPED;
import static io.mtlsagent.audit.AuditLogFixture.event;
import static io.mtlsagent.audit.AuditLogFixture.syncTo;
import static io.mtlsagent.audit.AuditLogFixture.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mtlsagent.audit.AuditLogFixture.Diagnostics;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up in the middle of a line. */
class FullDiskTest {

  @TempDir Path folder;
  private File file;
  private final Disk disk = new Disk();

  private static final class Disk extends FileDestination.Appender {

    boolean full;
    boolean device;

    @Override
    OutputStream open(File file) throws IOException {
      if (device) {
        return new FileOutputStream("/dev/full");
      }
      return new FilterOutputStream(super.open(file)) {
        @Override
        public void write(byte[] bytes) throws IOException {
          out.write(bytes, 0, full ? bytes.length / 2 : bytes.length);
          if (full) {
            throw new IOException("No space left on device");
          }
        }
      };
    }
  }

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("mtls-audit.jsonl").toFile();
  }

  private AuditLog log() {
    AuditOptions options = syncTo(file).build();
    Diagnostics diagnostics = new Diagnostics();
    return new AuditLog(
        options, new FileDestination(file, options, disk, diagnostics), diagnostics);
  }

  private void assertTold(Object... users) throws Exception {
    assertThat(Json.each(Json.lines(file), "user.name")).containsExactly(users);
    assertThat(verified(file).problem()).isEmpty();
    assertThat(verified(file).tornLines()).isZero();
  }

  @Test
  void whatAFailedWriteLeftIsTakenAwayAndTheChainGoesOn() throws Exception {
    AuditLog log = log();
    log.write(event(1));
    disk.full = true;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> log.write(event(2))).isInstanceOf(AuditUnavailableException.class);
    }
    assertTold("u1");
    disk.full = false;
    log.write(event(3));
    log.close(STOPPED);
    assertTold("u1", "u3", null);
  }

  @Test
  void aDeviceThatIsFullRefusesAndTheLogGoesOnAfterIt() throws Exception {
    assumeThat(new File("/dev/full")).exists();
    AuditLog log = log();
    disk.device = true;
    assertThatThrownBy(() -> log.write(event(1)))
        .isInstanceOf(AuditUnavailableException.class)
        .hasMessageContaining("No space left");
    log.record(event(2));
    disk.device = false;
    log.write(event(3));
    log.close(STOPPED);
    assertTold("u2", "u3", null);
  }
}
