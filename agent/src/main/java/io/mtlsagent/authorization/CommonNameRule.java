package io.mtlsagent.authorization;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/**
 * {@code cn}: the subject's common name, if there is exactly one.
 *
 * <p>With several, no order is safe to rely on: libraries disagree on whether the first or the last
 * is meant, and a second common name is the classic way to smuggle one past a careless certificate
 * authority. So the rule finds none; rules on the whole name can still tell such certificates
 * apart.
 */
final class CommonNameRule implements UserRule {

  @Override
  public @Nullable String apply(X509Certificate leaf) {
    List<String> names = SubjectName.of(leaf).values(BCStyle.CN);
    return names.size() == 1 && !names.get(0).isEmpty() ? names.get(0) : null;
  }
}
