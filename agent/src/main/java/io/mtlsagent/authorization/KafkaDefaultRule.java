package io.mtlsagent.authorization;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Kafka's {@code DEFAULT}: the whole subject in the form of RFC 2253. */
final class KafkaDefaultRule implements UserRule {

  @Override
  public @Nullable String apply(X509Certificate leaf) {
    return SubjectName.of(leaf).isClean() ? leaf.getSubjectX500Principal().getName() : "";
  }
}
