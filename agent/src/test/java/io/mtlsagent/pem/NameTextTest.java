package io.mtlsagent.pem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.security.auth.x500.X500Principal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=alice,O=zoo",
        "CN=a b,OU=x,O=zoo,L=Bern,ST=BE,C=CH",
        "CN=*.zoo.example",
        "CN=Müller",
        "CN=a\\,b",
        "CN=\\ a",
        "CN=a  b",
        "CN=\\#a",
        "CN=a+OU=b",
        "CN=a\\+OU\\=b",
        "DC=zoo,DC=example",
        "EMAILADDRESS=a@zoo.example,CN=a",
        "UID=a,CN=b",
        "1.2.3.4=a",
        "CN=",
        "",
      })
  void nameReadsAsTheJdkWritesIt(String written) {
    X500Principal name = new X500Principal(written);
    assertThat(NameText.of(name)).isEqualTo(name.toString());
    assertThat(NameText.rfc2253(name)).isEqualTo(name.getName());
  }

  /** Two-letter countries and other short attributes included, by the bytes of their encoding. */
  @Property(tries = 2000)
  void encodedNameReadsAsTheJdkWritesIt(@ForAll("names") byte[] encoded) {
    X500Principal name;
    try {
      name = new X500Principal(encoded);
    } catch (IllegalArgumentException e) {
      return; // not a name to the JDK
    }
    assertThat(NameText.of(name)).isEqualTo(name.toString());
    assertThat(NameText.rfc2253(name)).isEqualTo(name.getName());
  }

  @Provide
  Arbitrary<byte[]> names() {
    Arbitrary<String> value =
        Arbitraries.strings().withChars("aZ0 .-_/:@*'()=,+<>#;\"\\\n&%ä").ofMaxLength(6);
    Arbitrary<byte[]> part =
        Combinators.combine(
                Arbitraries.of(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 46),
                Arbitraries.of(0x0C, 0x13, 0x14, 0x16, 0x1E),
                value)
            .as(NameTextTest::part);
    return part.list().ofMaxSize(3).map(parts -> element(0x30, parts.toArray(byte[][]::new)));
  }

  private static byte[] part(int attribute, int tag, String value) {
    byte[] type = element(0x06, new byte[] {0x55, 0x04, (byte) attribute});
    byte[] text = element(tag, value.getBytes(StandardCharsets.UTF_8));
    return element(0x31, element(0x30, type, text));
  }

  private static byte[] element(int tag, byte[]... contents) {
    int length = 0;
    for (byte[] content : contents) {
      length += content.length;
    }
    byte[] element = new byte[2 + length];
    element[0] = (byte) tag;
    element[1] = (byte) length;
    int at = 2;
    for (byte[] content : contents) {
      System.arraycopy(content, 0, element, at, content.length);
      at += content.length;
    }
    return element;
  }

  /** The point of it all: a plain name does not load the tables of the JDK. */
  @Test
  void plainNameLoadsNoTablesOfAttributes() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("CN=alice, O=zoo ca")
        .doesNotContain(" sun.security.x509.AVAKeyword ");
  }

  /** The program of the child. */
  static final class Writer {
    public static void main(String[] arguments) {
      byte[] alice = part(3, 0x0C, "alice");
      byte[] zoo = part(10, 0x13, "zoo ca");
      System.out.println(NameText.of(new X500Principal(element(0x30, zoo, alice))));
    }
  }
}
