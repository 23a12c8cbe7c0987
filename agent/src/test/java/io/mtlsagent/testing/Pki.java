package io.mtlsagent.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certification authority in memory, for tests that read as statements.
 *
 * <pre>{@code
 * Pki zoo = Pki.root("zoo");
 * Pki keepers = zoo.intermediate("keepers");
 * Issued alice = keepers.issue("alice").forClient().dns("alice.example").make();
 * keepers.revoke(alice);
 * X509CRL crl = keepers.crl();
 * }</pre>
 */
public final class Pki {

  private final Issued authority;
  private final List<X509Certificate> chainAbove;
  private final Map<BigInteger, Instant> revoked = new LinkedHashMap<>();
  private long crlNumber = 1;

  private Pki(Issued authority, List<X509Certificate> chainAbove) {
    this.authority = authority;
    this.chainAbove = chainAbove;
  }

  /** A self-signed root named {@code CN=<name>} with an EC P-256 key. */
  public static Pki root(String name) {
    return root(name, Keys.ec());
  }

  /** A self-signed root with the given key. */
  public static Pki root(String name, KeyPair key) {
    X500Name subject = new X500Name("CN=" + name);
    Issued root = new CertificateRecipe(null, Collections.emptyList(), subject, key).ca().make();
    return new Pki(root, Collections.emptyList());
  }

  /** A certification authority below this one. */
  public Pki intermediate(String name) {
    return intermediate(issueAs("CN=" + name).ca());
  }

  /** A certification authority below this one, made after a recipe. */
  public Pki intermediate(CertificateRecipe recipe) {
    Issued intermediate = recipe.make();
    return new Pki(intermediate, chain());
  }

  /** Starts a certificate for {@code CN=<commonName>,O=zoo}. */
  public CertificateRecipe issue(String commonName) {
    return issueAs("CN=" + commonName + ",O=zoo");
  }

  /** Starts a certificate for a whole distinguished name. */
  public CertificateRecipe issueAs(String distinguishedName) {
    return new CertificateRecipe(authority, chain(), new X500Name(distinguishedName), Keys.ec());
  }

  /** A client certificate with nothing special. */
  public Issued client(String commonName) {
    return issue(commonName).forClient().make();
  }

  /** A server certificate for localhost, 127.0.0.1 and ::1. */
  public Issued server(String commonName) {
    return issue(commonName).forServer().dns("localhost").ip("127.0.0.1").ip("::1").make();
  }

  /** Puts a certificate on the next list. */
  public Pki revoke(Issued issued) {
    return revoke(issued.certificate().getSerialNumber());
  }

  /** Puts a serial number on the next list. */
  public Pki revoke(BigInteger serial) {
    revoked.put(serial, Instant.now().minus(Duration.ofMinutes(1)));
    return this;
  }

  /** Takes a certificate off the next list again. */
  public Pki reinstate(Issued issued) {
    revoked.remove(issued.certificate().getSerialNumber());
    return this;
  }

  /** The list of now, valid for a day. */
  public X509CRL crl() {
    Instant now = Instant.now();
    return crl(now.minus(Duration.ofMinutes(1)), now.plus(Duration.ofDays(1)));
  }

  /** The list with the given dates. */
  public X509CRL crl(Instant thisUpdate, Instant nextUpdate) {
    try {
      X500Name issuer = X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
      X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(thisUpdate));
      builder.setNextUpdate(Date.from(nextUpdate));
      revoked.forEach((serial, at) -> builder.addCRLEntry(serial, Date.from(at), 1));
      builder.addExtension(
          Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(crlNumber++)));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate().getPublicKey()));
      return new JcaX509CRLConverter()
          .getCRL(
              builder.build(
                  new JcaContentSignerBuilder(Keys.signatureAlgorithm(authority.key().getPrivate()))
                      .build(authority.key().getPrivate())));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** This authority's own certificate. */
  public X509Certificate certificate() {
    return authority.certificate();
  }

  /** This authority's certificate and key. */
  public Issued authority() {
    return authority;
  }

  /** The certificates from this authority up to, and without, the root. */
  public List<X509Certificate> chain() {
    if (certificate().getSubjectX500Principal().equals(certificate().getIssuerX500Principal())) {
      return Collections.emptyList();
    }
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(certificate());
    chain.addAll(chainAbove);
    return chain;
  }
}
