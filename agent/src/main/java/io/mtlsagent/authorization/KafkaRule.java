package io.mtlsagent.authorization;

import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's {@code RULE:pattern/replacement/[LU]}: where the pattern matches the whole subject in the
 * form of RFC 2253, each of its matches is replaced, and the result perhaps put in lower or upper
 * case.
 */
final class KafkaRule implements UserRule {

  /** What happens to the result. */
  enum Case {
    AS_IS,
    LOWER,
    UPPER
  }

  private final Pattern pattern;
  private final String replacement;
  private final Case letters;

  private KafkaRule(Pattern pattern, String replacement, Case letters) {
    this.pattern = pattern;
    this.replacement = replacement;
    this.letters = letters;
  }

  static KafkaRule of(String pattern, String replacement, Case letters)
      throws InvalidRuleException {
    Pattern compiled;
    try {
      compiled = Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new InvalidRuleException(
          "the pattern of RULE:"
              + pattern
              + "/ is not a regular expression: "
              + e.getDescription()
              + " at character "
              + Math.max(0, e.getIndex()),
          "Correct the pattern");
    }
    int groups = compiled.matcher("").groupCount();
    return new KafkaRule(compiled, Replacement.checked(replacement, pattern, groups), letters);
  }

  @Override
  public @Nullable String apply(X509Certificate leaf) {
    @Nullable String mapped = map(leaf.getSubjectX500Principal().getName());
    return mapped == null || SubjectName.of(leaf).isClean() ? mapped : "";
  }

  /** The result for a distinguished name; null where the pattern does not match it. */
  @Nullable String map(String distinguishedName) {
    Matcher matcher = pattern.matcher(distinguishedName);
    if (!matcher.matches()) {
      return null;
    }
    // Every match, as Kafka does: ".*" also matches the empty text at the end.
    String result = matcher.replaceAll(replacement);
    switch (letters) {
      case LOWER:
        return result.toLowerCase(Locale.ENGLISH);
      case UPPER:
        return result.toUpperCase(Locale.ENGLISH);
      default:
        return result;
    }
  }
}
