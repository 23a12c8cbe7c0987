package io.mtlsagent.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.Role;
import io.mtlsagent.testing.FuzzMaterial;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Any text is a list of peers or an error on one line, and a list decides on a peer. */
class AccessRulesFuzzTest {

  private static final X509Certificate PEER = FuzzMaterial.certificate("alice");

  @FuzzTest
  void anyTextIsAListOrAnError(byte[] data) throws CertificateException {
    String text = new String(data, StandardCharsets.UTF_8);
    for (Role role : Role.values()) {
      try {
        boolean allowed = Lists.of(role, text, null).decide(PEER, "alice").isAllowed();
        boolean denied = !Lists.of(role, null, text).decide(PEER, "alice").isAllowed();
        // what lets a peer in as an entry of an allow list keeps it out as one of a deny list
        assertThat(denied || !allowed).isTrue();
      } catch (ConfigurationException e) {
        assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
      }
    }
  }
}
