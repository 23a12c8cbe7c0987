package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import io.mtlsagent.pem.CertificateParser;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.RevocationSource;
import io.mtlsagent.revocation.SignedBytes;
import io.mtlsagent.revocation.fetch.FetchException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * Who may sign an answer: the issuer of the certificate in question, or a responder whose
 * certificate the same key of the issuer has signed for this purpose (RFC 6960, section 4.2.2.2).
 */
final class ResponderAuthorization {

  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;

  private final RevocationSource lists;

  /**
   * @param lists asked whether a delegated responder is revoked. It is refused if they say so; it
   *     need not be known as good, be it with id-pkix-ocsp-nocheck or without
   */
  ResponderAuthorization(RevocationSource lists) {
    this.lists = lists;
  }

  /**
   * Checks that a response is signed by somebody who may.
   *
   * @throws FetchException if it is not
   */
  void check(OcspResponse response, X509Certificate issuer, Instant now)
      throws FetchException, MalformedDerException {
    String problem = "the answer is signed by somebody else than the issuer";
    if (isNamed(response, issuer.getSubjectX500Principal(), issuer.getPublicKey())) {
      problem = whyNotSigned(response, issuer.getPublicKey());
      if (problem.isEmpty()) {
        return;
      }
    }
    for (byte[] encoded : response.certificates()) {
      X509Certificate delegate = certificate(encoded);
      if (!isNamed(response, delegate.getSubjectX500Principal(), delegate.getPublicKey())) {
        continue;
      }
      String objection = whyNotAuthorised(delegate, issuer, now);
      if (objection.isEmpty()) {
        objection = whyNotSigned(response, delegate.getPublicKey());
        if (objection.isEmpty()) {
          return;
        }
      }
      problem = objection;
    }
    throw FetchException.unusable(problem);
  }

  private static boolean isNamed(OcspResponse response, X500Principal name, PublicKey key)
      throws MalformedDerException {
    byte[] responderName = response.responderName();
    if (responderName != null) {
      try {
        return new X500Principal(responderName).equals(name);
      } catch (IllegalArgumentException e) {
        throw new MalformedDerException("the name of the responder is malformed");
      }
    }
    return Arrays.equals(response.responderKeyHash(), CertificateId.keyHash(key));
  }

  private static String whyNotSigned(OcspResponse response, PublicKey key) {
    String problem =
        SignedBytes.whyNot(response.algorithm(), response.signed(), response.signature(), key);
    return problem.isEmpty() ? "" : "the answer " + problem;
  }

  private String whyNotAuthorised(X509Certificate delegate, X509Certificate issuer, Instant now)
      throws MalformedDerException {
    String who = "the responder (" + delegate.getSubjectX500Principal().getName() + ") ";
    if (!delegate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return who + "is not delegated by the issuer of the certificate";
    }
    if (!isForSigning(delegate)) {
      return who + "is no delegate: its certificate lacks OCSPSigning";
    }
    boolean[] usage = delegate.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
      return who + "has a key that is not for signatures";
    }
    Date earliest = Date.from(now.minus(OcspAnswer.SKEW));
    Date latest = Date.from(now.plus(OcspAnswer.SKEW));
    if (delegate.getNotAfter().before(earliest) || delegate.getNotBefore().after(latest)) {
      return who + "has a certificate that is not valid now";
    }
    String problem = whyNotIssued(delegate, issuer);
    if (!problem.isEmpty()) {
      return who + "has a certificate that " + problem + " with the issuer's key";
    }
    return lists.find(delegate, issuer, now).status() == RevocationStatus.REVOKED
        ? who + "is revoked"
        : "";
  }

  private static boolean isForSigning(X509Certificate delegate) throws MalformedDerException {
    try {
      List<String> purposes = delegate.getExtendedKeyUsage();
      return purposes != null && purposes.contains(OCSP_SIGNING);
    } catch (CertificateException e) {
      throw new MalformedDerException("the certificate of the responder is malformed");
    }
  }

  private static String whyNotIssued(X509Certificate delegate, X509Certificate issuer)
      throws MalformedDerException {
    try {
      DerReader outer = DerReader.of(delegate.getEncoded()).enter(DerReader.SEQUENCE);
      byte[] signed = outer.element();
      byte[] algorithm = outer.element();
      return SignedBytes.whyNot(algorithm, signed, delegate.getSignature(), issuer.getPublicKey());
    } catch (CertificateException e) {
      throw new MalformedDerException("the certificate of the responder is malformed");
    }
  }

  private static X509Certificate certificate(byte[] encoded) throws MalformedDerException {
    try {
      return CertificateParser.parse(encoded);
    } catch (CertificateException e) {
      throw new MalformedDerException("a certificate of the responder is malformed");
    }
  }
}
