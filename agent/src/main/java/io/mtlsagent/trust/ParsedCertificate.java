package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate read strictly from its DER (RFC 5280, section 4.1), for rules about what the JDK
 * hides or reads leniently. A certificate that does not follow the standard keeps the first fault
 * that was found; its fields are then those that came before it.
 */
final class ParsedCertificate {

  private final X509Certificate certificate;
  private final List<CertificateExtension> extensions = new ArrayList<>(10);
  private List<GeneralName> alternativeNames = Collections.emptyList();
  private int version = 1;
  private byte[] issuer = new byte[0];
  private byte[] subject = new byte[0];
  private long notBefore;
  private long notAfter;
  private String signatureAlgorithm = "";
  private byte[] signatureParameters = new byte[0];
  private String keyAlgorithm = "";
  private byte[] keyParameters = new byte[0];
  private String fault = "";

  private ParsedCertificate(X509Certificate certificate) {
    this.certificate = certificate;
  }

  static ParsedCertificate of(X509Certificate certificate) {
    ParsedCertificate parsed = new ParsedCertificate(certificate);
    try {
      parsed.read(DerReader.of(certificate.getEncoded()));
    } catch (MalformedDerException e) {
      parsed.fault = String.valueOf(e.getMessage());
    } catch (CertificateEncodingException e) {
      parsed.fault = "it has no encoding";
    }
    return parsed;
  }

  private void read(DerReader outer) throws MalformedDerException {
    DerReader parts = outer.enter(DerReader.SEQUENCE);
    outer.finish();
    DerReader tbs = parts.enter(DerReader.SEQUENCE);
    byte[] algorithm = parts.element();
    if (tbs.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
      version = tbs.enter(DerReader.CONTEXT_CONSTRUCTED).integer().intValue() + 1;
    }
    tbs.integer();
    byte[] innerAlgorithm = tbs.element();
    DerReader identifier = DerReader.of(algorithm).enter(DerReader.SEQUENCE);
    signatureAlgorithm = identifier.oid();
    signatureParameters = identifier.rest();
    issuer = tbs.element();
    DerReader validity = tbs.enter(DerReader.SEQUENCE);
    notBefore = validity.time();
    notAfter = validity.time();
    validity.finish();
    subject = tbs.element();
    DerReader key = tbs.enter(DerReader.SEQUENCE).enter(DerReader.SEQUENCE);
    keyAlgorithm = key.oid();
    keyParameters = key.rest();
    if (!Arrays.equals(algorithm, innerAlgorithm)) {
      throw new MalformedDerException("it names two different signature algorithms");
    }
    readExtensions(tbs);
  }

  private void readExtensions(DerReader tbs) throws MalformedDerException {
    while (tbs.nextIs(DerReader.CONTEXT + 1) || tbs.nextIs(DerReader.CONTEXT + 2)) {
      tbs.skip();
    }
    if (!tbs.hasMore()) {
      return;
    }
    DerReader list = tbs.enter(DerReader.CONTEXT_CONSTRUCTED + 3).enter(DerReader.SEQUENCE);
    tbs.finish();
    while (list.hasMore()) {
      DerReader extension = list.enter(DerReader.SEQUENCE);
      String oid = extension.oid();
      boolean critical = extension.nextIs(DerReader.BOOLEAN) && extension.bool();
      CertificateExtension read =
          new CertificateExtension(oid, critical, extension.content(DerReader.OCTET_STRING));
      extension.finish();
      if (extension(oid) != null) {
        throw new MalformedDerException("it holds the extension " + oid + " twice");
      }
      extensions.add(read);
    }
    readAlternativeNames();
  }

  private void readAlternativeNames() throws MalformedDerException {
    CertificateExtension extension = extension(CertificateExtension.SUBJECT_ALTERNATIVE_NAME);
    if (extension != null) {
      DerReader outer = DerReader.of(extension.value());
      DerReader names = outer.enter(DerReader.SEQUENCE);
      outer.finish();
      List<GeneralName> read = new ArrayList<>();
      while (names.hasMore()) {
        read.add(GeneralName.read(names));
      }
      if (read.isEmpty()) {
        throw new MalformedDerException("its subject alternative name is empty");
      }
      alternativeNames = read;
    }
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** What is malformed, as part of a sentence; empty if nothing is. */
  String fault() {
    return fault;
  }

  int version() {
    return version;
  }

  /** The issuer's Name in DER. */
  byte[] issuer() {
    return issuer;
  }

  /** The subject's Name in DER. */
  byte[] subject() {
    return subject;
  }

  /** Whether subject and issuer are the same name (RFC 5280, section 3.2: self-issued). */
  boolean isSelfIssued() {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  boolean hasEmptySubject() {
    return subject.length <= 2;
  }

  /** Seconds since 1970. */
  long notBefore() {
    return notBefore;
  }

  /** Seconds since 1970. */
  long notAfter() {
    return notAfter;
  }

  /** The OID of the algorithm that the issuer signed with. */
  String signatureAlgorithm() {
    return signatureAlgorithm;
  }

  byte[] signatureParameters() {
    return signatureParameters;
  }

  /** The OID of the subject's key. */
  String keyAlgorithm() {
    return keyAlgorithm;
  }

  byte[] keyParameters() {
    return keyParameters;
  }

  List<CertificateExtension> extensions() {
    return extensions;
  }

  @Nullable CertificateExtension extension(String oid) {
    for (int i = 0; i < extensions.size(); i++) {
      if (extensions.get(i).oid().equals(oid)) {
        return extensions.get(i);
      }
    }
    return null;
  }

  /** The subject alternative names; empty where there are none. */
  List<GeneralName> alternativeNames() {
    return alternativeNames;
  }
}
