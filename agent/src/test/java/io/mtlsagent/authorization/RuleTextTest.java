package io.mtlsagent.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The expected splits are those of Kafka's own SslPrincipalMapper. */
class RuleTextTest {

  @Test
  void commasWithinPatternAndReplacementDoNotSplit() {
    assertThat(RuleText.split("RULE:^CN=(.*?),OU=(.*?)$/$1,$2/L,DEFAULT"))
        .containsExactly("RULE:^CN=(.*?),OU=(.*?)$/$1,$2/L", "DEFAULT");
  }

  @Test
  void blanksAroundRulesFallAwayButNotThoseWithin() {
    assertThat(RuleText.split("  RULE:   /     / ,\n  DEFAULT\t ,cn"))
        .containsExactly("RULE:   /     /", "DEFAULT", "cn");
  }

  @Test
  void emptyRulesAreIgnored() {
    assertThat(RuleText.split("")).isEmpty();
    assertThat(RuleText.split(" ,   , , ,")).isEmpty();
    assertThat(RuleText.split(",,RULE://,,,DEFAULT,,")).containsExactly("RULE://", "DEFAULT");
  }

  @Test
  void aBackslashKeepsASlashFromEndingAPart() {
    assertThat(RuleText.split("RULE:\\**\\/+/*/L,RULE:\\/*\\**/**/"))
        .containsExactly("RULE:\\**\\/+/*/L", "RULE:\\/*\\**/**/");
    assertThat(RuleText.split("RULE:\\/\\\\\\(\\)\\n\\t/\\/\\//"))
        .containsExactly("RULE:\\/\\\\\\(\\)\\n\\t/\\/\\//");
  }

  @Test
  void aRuleMaySpeakOfRules() {
    assertThat(RuleText.split("RULE:,RULE:,/,RULE:,/U,RULE:a/DEFAULT/,DEFAULT"))
        .containsExactly("RULE:,RULE:,/,RULE:,/U", "RULE:a/DEFAULT/", "DEFAULT");
  }

  @Test
  void aRuleWithoutItsSlashesEndsAtTheNextComma() {
    assertThat(RuleText.split("RULE:a/b,cn")).containsExactly("RULE:a/b", "cn");
  }
}
