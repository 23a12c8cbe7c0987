package io.mtlsagent.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaRuleTest {

  private static String map(String pattern, String replacement, String name) throws Exception {
    return KafkaRule.of(pattern, replacement, KafkaRule.Case.AS_IS).map(name);
  }

  @Test
  void thePatternMustMatchTheWholeName() throws Exception {
    assertThat(map("CN=alice", "a", "CN=alice,O=zoo")).isNull();
    assertThat(map("CN=alice,.*", "a", "CN=alice,O=zoo")).isEqualTo("a");
  }

  @Test
  void everyMatchIsReplacedAsInKafka() throws Exception {
    // ".*" matches the whole name and then the empty text at its end.
    assertThat(map(".*", "x", "CN=a")).isEqualTo("xx");
    assertThat(map("^.*$", "x", "CN=a")).isEqualTo("x");
    assertThat(map("^(.+)$", "x", "CN=a")).isEqualTo("x");
  }

  @Test
  void theResultMayChangeItsCaseWhateverTheLocale() throws Exception {
    String name = "CN=Ivan";
    assertThat(KafkaRule.of("CN=(.+)", "$1", KafkaRule.Case.LOWER).map(name)).isEqualTo("ivan");
    assertThat(KafkaRule.of("CN=(.+)", "$1", KafkaRule.Case.UPPER).map(name)).isEqualTo("IVAN");
  }

  @ParameterizedTest
  @CsvSource({
    "$1@$2, a@b",
    "$1@$3, a@$3",
    "$12, a2",
    "$0, 'CN=a,O=b'",
    "\\$1, $1",
    "a\\/b, a/b",
    "\\\\, \\",
    "$23$1, b3a",
    "'', ''"
  })
  void referencesToGroupsAreThoseOfKafka(String replacement, String expected) throws Exception {
    assertThat(map("CN=(.*),O=(.*)", replacement, "CN=a,O=b")).isEqualTo(expected);
  }

  @Test
  void namedGroupsCanBeReferredTo() throws Exception {
    assertThat(map("CN=(?<who>.+)", "${who}!", "CN=a")).isEqualTo("a!");
  }

  @ParameterizedTest
  @CsvSource({
    "(, x, is not a regular expression", "[a, x, is not a regular expression",
    "CN=a, $1, refers to a group", "CN=(.+), $, has a $ that no group number follows",
    "CN=(.+), $a, has a $ that no group number follows", "CN=(.+), ${b}, refers to a named group",
    "CN=(.+), ${, refers to a named group", "CN=(.+), x\\, ends in a single backslash"
  })
  void whatWouldFailLaterIsRefusedWhenItIsRead(String pattern, String replacement, String problem) {
    assertThatThrownBy(() -> map(pattern, replacement, "CN=a"))
        .isInstanceOf(InvalidRuleException.class)
        .hasMessageContaining(problem);
  }
}
