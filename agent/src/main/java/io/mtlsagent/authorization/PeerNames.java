package io.mtlsagent.authorization;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/**
 * All that patterns can speak of: the names and hashes of a peer's own certificate, and its user
 * name. Each is read when a pattern first asks for it. For one decision, by one thread.
 */
final class PeerNames {

  private static final int MOST_DESCRIBED = 10;
  private static final int LONGEST_DESCRIPTION = 400;

  private final X509Certificate leaf;
  private final @Nullable String user;
  private @Nullable SubjectName subject;
  private @Nullable AlternativeNames alternatives;

  PeerNames(X509Certificate leaf, @Nullable String user) {
    this.leaf = leaf;
    this.user = user;
  }

  /** The values of an attribute of the subject, as text; one that is no text has a NUL in it. */
  List<String> attribute(ASN1ObjectIdentifier type) {
    SubjectName known = subject;
    if (known == null) {
      known = SubjectName.of(leaf);
      subject = known;
    }
    return known.values(type);
  }

  AlternativeNames alternatives() {
    AlternativeNames known = alternatives;
    if (known == null) {
      known = AlternativeNames.of(leaf);
      alternatives = known;
    }
    return known;
  }

  /** The user that the certificate stands for; null where there is none. */
  @Nullable String user() {
    return user;
  }

  /** SHA-256 of the certificate. */
  byte[] certificateHash() throws CertificateException {
    return sha256(leaf.getEncoded());
  }

  /** SHA-256 of the SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7) as the certificate has it. */
  byte[] keyHash() throws CertificateException {
    try {
      DerReader body = DerReader.of(leaf.getTBSCertificate()).enter(DerReader.SEQUENCE);
      if (body.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
        body.skip(); // version
      }
      body.skip(); // serial number
      body.skip(); // signature algorithm
      body.skip(); // issuer
      body.skip(); // validity
      body.skip(); // subject
      return sha256(body.element());
    } catch (MalformedDerException e) {
      throw new CertificateException("its key cannot be found: " + e.getMessage(), e);
    }
  }

  /** The names in the form of patterns, for people; shortened where there are many. */
  String describe() {
    List<String> names = new ArrayList<>();
    add(names, "CN=", attribute(BCStyle.CN));
    add(names, "OU=", attribute(BCStyle.OU));
    add(names, "O=", attribute(BCStyle.O));
    for (AlternativeNames.Type type : AlternativeNames.Type.values()) {
      if (type != AlternativeNames.Type.IP) {
        add(names, type + ":", alternatives().texts(type));
      }
    }
    if (user != null) {
      names.add("USER:" + user);
    }
    String text = String.join(", ", names);
    return text.length() <= LONGEST_DESCRIPTION
        ? text
        : text.substring(0, LONGEST_DESCRIPTION) + "...";
  }

  private static void add(List<String> names, String kind, List<String> values) {
    for (String value : values) {
      if (names.size() < MOST_DESCRIBED) {
        names.add(kind + value);
      }
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
