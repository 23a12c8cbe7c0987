package io.mtlsagent.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** A responder on loopback, whose every part can be made wrong; each has a sensible default. */
public final class OcspResponder implements Closeable {

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger posts = new AtomicInteger();
  private final List<BigInteger> askedAbout = new CopyOnWriteArrayList<>();

  public volatile X509Certificate name;
  public volatile KeyPair key;
  public volatile List<X509Certificate> certificates = new ArrayList<>();
  public volatile CertificateStatus status = CertificateStatus.GOOD;

  /** Null for a minute before each answer. */
  public volatile @Nullable Instant thisUpdate;

  public volatile Instant nextUpdate = Instant.now().plus(Duration.ofHours(1));
  public volatile Instant producedAt = Instant.now().minusSeconds(60);
  public volatile int errorStatus = OCSPRespBuilder.SUCCESSFUL;
  public volatile int httpStatus = 200;
  public volatile CertificateID otherId;
  public volatile byte[] nonce;
  public volatile boolean echoesNonce = true;
  public volatile boolean takesPost = true;
  public volatile byte[] wholeAnswer;

  /** How many bytes its answers lack at their ends. */
  public volatile int missingBytes;

  /** How long it takes over an answer. */
  public volatile long delayMillis;

  public volatile String algorithm;

  private OcspResponder(Issued signer) throws IOException {
    name = signer.certificate();
    key = signer.key();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::serve);
    server.start();
  }

  public static OcspResponder of(Issued signer) {
    try {
      return new OcspResponder(signer);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public int requests() {
    return requests.get();
  }

  /**
   * The serial numbers that it was asked about, one for each request: one may be of an earlier
   * responder that had the same port.
   */
  public List<BigInteger> askedAbout() {
    return List.copyOf(askedAbout);
  }

  public int posts() {
    return posts.get();
  }

  public static CertificateStatus revoked() {
    return new RevokedStatus(Date.from(Instant.now().minusSeconds(3600)), 1);
  }

  public static CertificateStatus unknown() {
    return new UnknownStatus();
  }

  /** Signs with a certificate of its own, which comes along. */
  public OcspResponder delegate(Issued delegate) {
    name = delegate.certificate();
    key = delegate.key();
    certificates = List.of(delegate.certificate());
    return this;
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean post = exchange.getRequestMethod().equals("POST");
    if (post) {
      posts.incrementAndGet();
    }
    try {
      if (post && !takesPost) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      if (httpStatus != 200) {
        exchange.sendResponseHeaders(httpStatus, -1);
        return;
      }
      byte[] request =
          post ? body : Base64.getDecoder().decode(exchange.getRequestURI().getPath().substring(1));
      OCSPReq asked = new OCSPReq(request);
      askedAbout.add(asked.getRequestList()[0].getCertID().getSerialNumber());
      byte[] answer = wholeAnswer == null ? answer(asked) : wholeAnswer;
      answer = Arrays.copyOf(answer, answer.length - missingBytes);
      Thread.sleep(delayMillis);
      exchange.getResponseHeaders().set("Content-Type", "application/ocsp-response");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (Exception e) {
      exchange.sendResponseHeaders(400, -1);
    } finally {
      exchange.close();
    }
  }

  /** The answer about one certificate, to be stapled. */
  public byte[] staple(X509Certificate certificate, X509Certificate issuer) {
    try {
      CertificateID id =
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(issuer),
              certificate.getSerialNumber());
      return answer(new OCSPReqBuilder().addRequest(id).build());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer to a request. */
  public byte[] answer(OCSPReq request) throws Exception {
    if (errorStatus != OCSPRespBuilder.SUCCESSFUL) {
      return new OCSPRespBuilder().build(errorStatus, null).getEncoded();
    }
    X500Name responder = X500Name.getInstance(name.getSubjectX500Principal().getEncoded());
    BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(responder));
    CertificateID id = otherId == null ? request.getRequestList()[0].getCertID() : otherId;
    Instant from = thisUpdate == null ? Instant.now().minusSeconds(60) : thisUpdate;
    builder.addResponse(
        id, status, Date.from(from), nextUpdate == null ? null : Date.from(nextUpdate));
    Extension asked = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (nonce != null) {
      asked = new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, nonce);
    }
    if (asked != null && echoesNonce) {
      builder.setResponseExtensions(new Extensions(asked));
    }
    X509CertificateHolder[] chain = new X509CertificateHolder[certificates.size()];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = new JcaX509CertificateHolder(certificates.get(i));
    }
    String signature = algorithm == null ? Keys.signatureAlgorithm(key.getPrivate()) : algorithm;
    OCSPResp response =
        new OCSPRespBuilder()
            .build(
                OCSPRespBuilder.SUCCESSFUL,
                builder.build(
                    new JcaContentSignerBuilder(signature).build(key.getPrivate()),
                    chain,
                    Date.from(producedAt)));
    return response.getEncoded();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
