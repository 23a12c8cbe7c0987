package io.mtlsagent.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PemReaderTest {

  private static final String BLOCK = "-----BEGIN A-----\nAQID\n-----END A-----\n";

  @Test
  void textOutsideOfBlocksIsPassedOver() throws Exception {
    List<PemBlock> blocks = read("subject=CN=a: b\n" + BLOCK + "\nbetween\n\n" + BLOCK + "end");

    assertThat(blocks).extracting(PemBlock::line).containsExactly(2, 8);
    assertThat(blocks.get(1).content()).containsExactly(1, 2, 3);
  }

  @Test
  void anyLineEndingAndBlanksAroundLinesAreTaken() throws Exception {
    assertThat(read(BLOCK.replace("\n", "\r\n")).get(0).content()).containsExactly(1, 2, 3);
    assertThat(read(BLOCK.replace("\n", "\r")).get(0).content()).containsExactly(1, 2, 3);
    assertThat(read("  " + BLOCK.replace("\n", " \t\n  ")).get(0).content())
        .containsExactly(1, 2, 3);
  }

  @Test
  void byteOrderMarkBeforeTheFirstBlockIsPassedOver() throws Exception {
    assertThat(read("\uFEFF" + BLOCK)).hasSize(1);
  }

  @Test
  void headersOfOldAreRead() throws Exception {
    PemBlock block =
        read("-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,\n 00FF\n\nAQID\n"
                + "-----END A-----")
            .get(0);

    assertThat(block.header("Proc-Type")).isEqualTo("4,ENCRYPTED");
    assertThat(block.header("DEK-Info")).isEqualTo("AES-256-CBC,00FF");
    assertThat(block.header("Other")).isNull();
    assertThat(block.content()).containsExactly(1, 2, 3);
  }

  @Test
  void blockWithoutEndIsRefused() {
    assertThatThrownBy(() -> read("x\n-----BEGIN A-----\nAQID\n"))
        .isInstanceOf(PemException.class)
        .hasMessage("the block A that begins in line 2 is cut off: it has no END line");
    assertThatThrownBy(() -> read("-----BEGIN A-----\nAQID\n" + BLOCK))
        .hasMessage("the block A that begins in line 1 is cut off: it has no END line");
  }

  @Test
  void blockWithAnotherEndIsRefused() {
    assertThatThrownBy(() -> read("-----BEGIN A-----\nAQID\n-----END B-----\n"))
        .hasMessage("the block A that begins in line 1 ends as B");
  }

  @Test
  void blockThatIsNoBase64IsRefusedWithoutQuotingIt() {
    assertThatThrownBy(() -> read("-----BEGIN A-----\nAQ!ID\n-----END A-----\n"))
        .hasMessage("the block A that begins in line 1 is not valid base64");
    assertThatThrownBy(() -> read("-----BEGIN A-----\nAQIDB\n-----END A-----\n"))
        .hasMessage("the block A that begins in line 1 is not valid base64");
  }

  @Test
  void emptyBlockIsRefused() {
    assertThatThrownBy(() -> read("-----BEGIN A-----\n-----END A-----\n"))
        .hasMessage("the block A that begins in line 1 is empty");
  }

  @Property(tries = 200)
  void anyContentComesBack(@ForAll @Size(min = 1, max = 300) byte[] content) throws Exception {
    String armoured =
        "-----BEGIN X Y-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
            + "\n-----END X Y-----\n";

    assertThat(read(armoured).get(0).content()).isEqualTo(content);
  }

  @Property(tries = 500)
  void anyTextIsReadOrRefused(@ForAll @StringLength(max = 200) String text) {
    for (String candidate : List.of(text, "-----BEGIN A-----\n" + text + "\n-----END A-----")) {
      try {
        read(candidate);
      } catch (PemException e) {
        assertThat(e.problem()).isNotEmpty();
      }
    }
  }

  @Test
  void bundleOfThousandsIsReadInLinearTime() throws Exception {
    assertThat(read(BLOCK.repeat(100_000))).hasSize(100_000);
  }

  private static List<PemBlock> read(String text) throws PemException {
    return PemReader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
