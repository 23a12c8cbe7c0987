package io.mtlsagent.authorization;

import io.mtlsagent.config.ConfigurationException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@code user.rules}: tried in order, the first that applies says who the user is.
 *
 * <p>Looks at the leaf alone; no name of any other certificate of the chain counts. A name with
 * characters that could mislead (controls, NUL, text direction, undecodable bytes) ends the search
 * without a user: a certificate that carries one deserves no second guess.
 */
public final class UserRules {

  private static final int REMEMBERED_USERS = 256;

  private final List<UserRule> rules;

  /** A certificate's user never changes, and to take names apart costs; the oldest goes first. */
  private final Map<X509Certificate, Optional<String>> remembered =
      new LinkedHashMap<X509Certificate, Optional<String>>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<X509Certificate, Optional<String>> eldest) {
          return size() > REMEMBERED_USERS;
        }
      };

  private UserRules(List<UserRule> rules) {
    this.rules = rules;
  }

  /**
   * Reads the text of {@code user.rules}.
   *
   * @param file the configuration file, for the error
   * @param key the key that the text stands at, for the error
   * @throws ConfigurationException where a rule means nothing, or there is none
   */
  public static UserRules parse(String file, String key, String text)
      throws ConfigurationException {
    List<UserRule> rules = new ArrayList<>();
    try {
      for (String rule : RuleText.split(text)) {
        rules.add(rule(rule));
      }
      if (rules.isEmpty()) {
        throw new InvalidRuleException("there is no rule in it", "Write a rule such as cn");
      }
    } catch (InvalidRuleException e) {
      throw new ConfigurationException(file, key, OneLine.of(e.problem()), e.mend());
    }
    return new UserRules(Collections.unmodifiableList(rules));
  }

  private static UserRule rule(String text) throws InvalidRuleException {
    switch (text) {
      case "cn":
        return new CommonNameRule();
      case "san:uri":
        return new AlternativeNameRule(AlternativeNameRule.Type.URI);
      case "san:dns":
        return new AlternativeNameRule(AlternativeNameRule.Type.DNS);
      case "san:email":
        return new AlternativeNameRule(AlternativeNameRule.Type.EMAIL);
      case "DEFAULT":
        return new KafkaDefaultRule();
      default:
        return kafkaRule(text);
    }
  }

  private static UserRule kafkaRule(String text) throws InvalidRuleException {
    int first = text.startsWith(RuleText.RULE) ? RuleText.slash(text, RuleText.RULE.length()) : -1;
    int second = first < 0 ? -1 : RuleText.slash(text, first + 1);
    if (second < 0) {
      throw notARule(text);
    }
    return KafkaRule.of(
        text.substring(RuleText.RULE.length(), first),
        text.substring(first + 1, second),
        letters(text, text.substring(second + 1)));
  }

  private static KafkaRule.Case letters(String text, String flag) throws InvalidRuleException {
    switch (flag) {
      case "":
        return KafkaRule.Case.AS_IS;
      case "L":
        return KafkaRule.Case.LOWER;
      case "U":
        return KafkaRule.Case.UPPER;
      default:
        throw notARule(text);
    }
  }

  private static InvalidRuleException notARule(String text) {
    return new InvalidRuleException(
        "'" + text + "' is not a rule",
        "Write RULE:pattern/replacement/ with L or U at its end if need be, DEFAULT, san:uri,"
            + " san:dns, san:email or cn");
  }

  /**
   * The user that a client's certificate stands for; empty where no rule applies, or the name is
   * not fit to be one.
   *
   * @param leaf the end entity's certificate, whose path has been checked
   */
  public Optional<String> userOf(X509Certificate leaf) {
    synchronized (remembered) {
      Optional<String> known = remembered.get(leaf);
      if (known != null) {
        return known;
      }
    }
    Optional<String> user = derived(leaf);
    synchronized (remembered) {
      remembered.put(leaf, user);
    }
    return user;
  }

  private Optional<String> derived(X509Certificate leaf) {
    for (UserRule rule : rules) {
      @Nullable String name = rule.apply(leaf);
      if (name != null) {
        boolean fit = !name.isEmpty() && !UserName.hasForbiddenCharacter(name);
        return fit ? Optional.of(name) : Optional.<String>empty();
      }
    }
    return Optional.empty();
  }
}
