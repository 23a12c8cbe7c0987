package io.mtlsagent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  private static String written(String value) {
    return Json.utf8(new JsonWriter().text("v", value, 1000).line());
  }

  @Test
  void controlsQuotesAndSeparatorsAreEscaped() {
    assertThat(written("a\"b\\c\n\r\t\0\u001b[31m\u007f\u0085\u009b\u2028\u2029"))
        .isEqualTo(
            "{\"v\":\"a\\\"b\\\\c\\u000a\\u000d\\u0009\\u0000\\u001b[31m\\u007f\\u0085\\u009b"
                + "\\u2028\\u2029\"}\n");
  }

  @Test
  void marksThatHideOrReorderTextAreEscaped() {
    assertThat(written("\u202Eevil\u200B\uFEFF"))
        .isEqualTo("{\"v\":\"\\u202eevil\\u200b\\ufeff\"}\n");
    assertThat(written("\uDB40\uDC41")).isEqualTo("{\"v\":\"\\udb40\\udc41\"}\n");
  }

  @Test
  void lettersOfAllLanguagesStayReadable() {
    assertThat(written("M\u00fcller \u6771\u4eac \uD83D\uDE00"))
        .isEqualTo("{\"v\":\"M\u00fcller \u6771\u4eac \uD83D\uDE00\"}\n");
  }

  @Test
  void aLoneSurrogateBecomesTheReplacementCharacter() {
    assertThat(written("a\uD800b\uDC00")).isEqualTo("{\"v\":\"a\uFFFDb\uFFFD\"}\n");
    assertThat(written("\uD800")).isEqualTo("{\"v\":\"\uFFFD\"}\n");
  }

  @Test
  void objectsWithoutMembersVanish() {
    byte[] line =
        new JsonWriter()
            .object("a")
            .end()
            .object("b")
            .object("c")
            .end()
            .array("d")
            .endArray()
            .end()
            .number("e", 1)
            .object("f")
            .end()
            .flag("g", true)
            .line();
    assertThat(Json.utf8(line)).isEqualTo("{\"e\":1,\"g\":true}\n");
  }

  @Property(tries = 2000)
  void everyTextIsReadBackAsItself(@ForAll("anyText") String value) {
    byte[] line =
        new JsonWriter()
            .object("o")
            .text(value, value, 1 << 20)
            .end()
            .array("a")
            .element(value, 1 << 20)
            .element("", 5)
            .endArray()
            .line();
    Map<String, Object> read = Json.line(line);
    assertThat(Json.at(read, "a")).isEqualTo(List.of(withoutLoneSurrogates(value), ""));
  }

  @Property(tries = 2000)
  void aTextIsCutBetweenCharactersAndMarkedAtItsLimit(
      @ForAll("anyText") String value, @ForAll @IntRange(min = 14, max = 60) int limit) {
    byte[] line = new JsonWriter().text("v", value, limit).line();
    assertThat(line.length).isLessThanOrEqualTo(limit + "{\"v\":\"\"}\n".length());
    String whole = withoutLoneSurrogates(value);
    String read = (String) Json.line(line).get("v");
    if (!read.equals(whole)) {
      assertThat(read).endsWith(JsonWriter.CUT);
      assertThat(whole).startsWith(read.substring(0, read.length() - JsonWriter.CUT.length()));
    }
  }

  @Property(tries = 1000)
  void aLineHoldsNothingThatEndsALineOrSteersATerminal(@ForAll("anyText") String value) {
    String line = written(value);
    assertThat(line.substring(0, line.length() - 1).codePoints())
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                    || (c >= 0x200B && Character.getType(c) == Character.FORMAT));
  }

  @Provide
  Arbitrary<String> anyText() {
    Arbitrary<Character> nasty =
        Arbitraries.of(
            '"', '\\', '\n', '\r', '\0', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029', '\u202e',
            '\ud800', '\udc00', '\ud83d', '\ude00', '\uffff', '{', '}', ',');
    return Arbitraries.oneOf(Arbitraries.chars().all(), nasty)
        .list()
        .ofMaxSize(80)
        .map(
            characters -> {
              StringBuilder text = new StringBuilder();
              characters.forEach(text::append);
              return text.toString();
            });
  }

  static String withoutLoneSurrogates(String text) {
    StringBuilder paired = new StringBuilder();
    text.codePoints().forEach(c -> paired.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return paired.toString();
  }
}
