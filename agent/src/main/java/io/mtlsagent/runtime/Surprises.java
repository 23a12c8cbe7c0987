package io.mtlsagent.runtime;

import io.mtlsagent.config.RevocationSettings;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.revocation.CertificateRevocationList;
import io.mtlsagent.revocation.CrlStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** What is allowed and yet surprises first-time users: told at start and by {@code check}. */
public final class Surprises {

  private Surprises() {}

  static List<String> of(Generation generation, Date now) {
    List<String> sentences = new ArrayList<>();
    addJvm(now, sentences);
    for (EndpointRule rule : generation.rules()) {
      Material material = rule.material();
      if (material != null && rule.mode().isActive()) {
        String place = rule.settings().isNamed() ? "endpoint " + rule.name() + ": " : "";
        for (String warning : material.identity().warnings(now)) {
          sentences.add(place + warning);
        }
        addRevocation(place, rule.settings().revocation(), material, sentences);
      }
    }
    ScopeSurprises.addTo(sentences, generation);
    return sentences;
  }

  private static void addJvm(Date now, List<String> sentences) {
    String version = System.getProperty("java.version", "");
    String fault = JvmFault.of(version);
    if (fault == null) {
      fault = JvmFault.ofAge(version, System.getProperty("java.version.date", ""), now.getTime());
    }
    if (fault != null) {
      sentences.add(fault);
    }
  }

  private static void addRevocation(
      String place, RevocationSettings settings, Material material, List<String> sentences) {
    RevocationPolicy policy = settings.policy();
    if (settings.asksResponders() && settings.responder() != null) {
      return;
    }
    if (policy == RevocationPolicy.STRICT) {
      for (X509Certificate anchor : material.anchors()) {
        if (anchor.getBasicConstraints() >= 0 && !hasListOf(anchor, material.crls())) {
          sentences.add(
              place
                  + "revocation=strict, and revocation.crl holds no revocation list of "
                  + anchor.getSubjectX500Principal().getName()
                  + ": peers that it has issued are refused as revocation_unknown"
                  + unless(settings));
        }
      }
    }
  }

  private static String unless(RevocationSettings settings) {
    if (settings.asksResponders()) {
      return settings.downloadsLists()
          ? ", unless their certificates name a CRL or OCSP address that answers"
          : ", unless their certificates name an OCSP address that answers";
    }
    return settings.downloadsLists()
        ? ", unless their certificates name a CRL address that answers"
        : "";
  }

  /** Bytes first: comparing as names loads the tables of Unicode, some 15 ms in a new JVM. */
  private static boolean hasListOf(X509Certificate issuer, CrlStore crls) {
    X500Principal name = issuer.getSubjectX500Principal();
    for (CertificateRevocationList list : crls.index().lists()) {
      if (Arrays.equals(list.issuer().getEncoded(), name.getEncoded())) {
        return true;
      }
    }
    for (CertificateRevocationList list : crls.index().lists()) {
      if (list.issuer().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
