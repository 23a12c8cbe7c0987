package io.mtlsagent.audit;

import static io.mtlsagent.audit.AuditLogFixture.syncTo;
import static io.mtlsagent.audit.AuditLogFixture.writeAndClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {

  @TempDir Path folder;
  private List<String> good;

  @BeforeEach
  void writeALogOfSixLines() throws Exception {
    File file = folder.resolve("audit.jsonl").toFile();
    writeAndClose(syncTo(file), 1, 5);
    good = new ArrayList<>(Json.texts(file));
  }

  private AuditVerification verify(List<String> lines) throws Exception {
    return verify(String.join("\n", lines) + "\n");
  }

  private AuditVerification verify(String log) throws Exception {
    return AuditVerifier.verify(
        "audit.jsonl", new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertProblem(
      AuditVerification found, AuditProblem.Kind kind, long line, long lines) {
    assertThat(found.lines()).isEqualTo(lines);
    assertThat(found.problem()).isPresent();
    assertThat(found.problem().get().kind()).isEqualTo(kind);
    assertThat(found.problem().get().line()).isEqualTo(line);
  }

  @Test
  void aWholeLogIsGood() throws Exception {
    assertThat(verify(good).problem()).isEmpty();
    assertThat(verify(good).lines()).isEqualTo(6);
    assertThat(verify(good).beginsAtOrigin()).isTrue();
  }

  @Test
  void anEmptyLogIsGood() throws Exception {
    assertThat(verify("").problem()).isEmpty();
    assertThat(verify("").lines()).isZero();
  }

  @Test
  void aChangedLineShowsInTheLineAfterIt() throws Exception {
    good.set(2, good.get(2).replace("u3", "u9"));
    assertProblem(verify(good), AuditProblem.Kind.HASH_MISMATCH, 4, 6);
  }

  @Test
  void aRemovedLineShows() throws Exception {
    good.remove(2);
    assertProblem(verify(good), AuditProblem.Kind.HASH_MISMATCH, 3, 5);
  }

  @Test
  void anInsertedLineShows() throws Exception {
    good.add(2, good.get(1));
    assertProblem(verify(good), AuditProblem.Kind.HASH_MISMATCH, 3, 7);
  }

  @Test
  void aChainThatBeginsAnewInTheMiddleShows() throws Exception {
    good.addAll(new ArrayList<>(good));
    assertProblem(verify(good), AuditProblem.Kind.HASH_MISMATCH, 7, 12);
  }

  @Test
  void aLogWhoseBeginningWasRotatedAwayIsGoodAndSaidToBeginLater() throws Exception {
    AuditVerification found = verify(good.subList(2, 6));
    assertThat(found.problem()).isEmpty();
    assertThat(found.beginsAtOrigin()).isFalse();
  }

  @Test
  void aLineWithoutHashShows() throws Exception {
    good.set(3, "{\"event\":{}}");
    assertProblem(verify(good), AuditProblem.Kind.HASH_MISSING, 4, 6);
  }

  @Test
  void aHashElsewhereInTheLineDoesNotCount() throws Exception {
    good.set(0, "{\"mtls\":{\"details\":{\"previous_hash\":\"" + "0".repeat(64) + "\"}}}");
    assertProblem(verify(good), AuditProblem.Kind.HASH_MISSING, 1, 6);
  }

  @Test
  void aLineThatIsNotJsonShows() throws Exception {
    good.set(3, "\u001b[31mnothing");
    AuditVerification found = verify(good);
    assertProblem(found, AuditProblem.Kind.NOT_JSON, 4, 6);
    assertThat(found.problem().get().message()).doesNotContain("\u001b");
  }

  @Test
  void twoObjectsInALineAreNotOne() throws Exception {
    good.set(5, good.get(5) + "{}");
    assertProblem(verify(good), AuditProblem.Kind.NOT_JSON, 6, 6);
  }

  @Test
  void aMemberThatIsThereTwiceIsNotJsonToUs() throws Exception {
    good.set(5, good.get(5).replaceFirst("\"event\"", "\"event\":{},\"event\""));
    assertProblem(verify(good), AuditProblem.Kind.NOT_JSON, 6, 6);
  }

  @Test
  void anEmptyLineShows() throws Exception {
    good.add(3, "");
    assertProblem(verify(good), AuditProblem.Kind.NOT_JSON, 4, 7);
  }

  @Test
  void aTornLastLineIsNamed() throws Exception {
    String log = String.join("\n", good);
    assertProblem(
        verify(log.substring(0, log.length() - 5)), AuditProblem.Kind.TORN_LAST_LINE, 6, 6);
    assertProblem(verify(log), AuditProblem.Kind.TORN_LAST_LINE, 6, 6);
  }

  @Test
  void aLineOfAnyLengthIsReadInConstantMemory() throws Exception {
    good.set(3, "x".repeat(5_000_000));
    assertProblem(verify(good), AuditProblem.Kind.NOT_JSON, 4, 6);
  }
}
