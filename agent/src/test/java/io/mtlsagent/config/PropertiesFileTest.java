package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PropertiesFileTest {

  private static List<PropertiesFile.Entry> parse(String text) throws ConfigurationException {
    return PropertiesFile.parse("a.properties", text, PropertiesFile.BadLines.REFUSE);
  }

  @Property(tries = 2000)
  void entriesAreThoseOfTheJdk(@ForAll("texts") String text) throws Exception {
    Properties expected = new Properties();
    expected.load(new StringReader(text));

    Map<String, String> entries = new HashMap<>();
    for (PropertiesFile.Entry entry : parse(text)) {
      entries.put(entry.name(), entry.value());
    }
    assertThat(entries).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "b", "=", ":", " ", "\t", "\f", "\\", "\n", "\r", "\r\n", "#", "!", "\\u0041", "é",
            "\\\n", "\\\\")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts))
        // The JDK refuses these, and so do we: see the test on malformed escapes.
        .filter(text -> !text.replace("\\u0041", "").contains("\\u"));
  }

  @Test
  void anEntryKnowsTheLineItBeginsIn() throws Exception {
    List<PropertiesFile.Entry> entries =
        parse("# c\n\na=1\r\nb=2\\\n  3\rc=4\n\n  d : 5\\\\\n e 6");

    assertThat(entries)
        .extracting(PropertiesFile.Entry::name)
        .containsExactly("a", "b", "c", "d", "e");
    assertThat(entries)
        .extracting(PropertiesFile.Entry::value)
        .containsExactly("1", "23", "4", "5\\", "6");
    assertThat(entries).extracting(PropertiesFile.Entry::line).containsExactly(3, 4, 6, 8, 9);
  }

  @Test
  void entriesOfOneNameAreAllKept() throws Exception {
    assertThat(parse("a=1\nb=2\na=3"))
        .extracting(PropertiesFile.Entry::name)
        .containsExactly("a", "b", "a");
  }

  @Test
  void aMalformedEscapeIsAnErrorThatNamesItsLine() {
    assertThatThrownBy(() -> parse("a=1\nb=C:\\users\n"))
        .hasMessage(
            "a.properties: line 2 has a malformed \\u escape."
                + " Write \\u and four hexadecimal digits, or double the backslash.");
  }

  @Test
  void aMalformedEscapeCanBePassedOver() throws Exception {
    assertThat(PropertiesFile.parse("a", "a=\\u12\nb=1", PropertiesFile.BadLines.SKIP))
        .extracting(PropertiesFile.Entry::name)
        .containsExactly("b");
  }
}
