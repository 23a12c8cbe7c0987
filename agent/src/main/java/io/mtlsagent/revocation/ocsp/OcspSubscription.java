package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.fetch.AnswerCache;
import io.mtlsagent.revocation.fetch.FetchException;
import io.mtlsagent.revocation.fetch.Fetches;
import io.mtlsagent.revocation.fetch.HttpAddress;
import io.mtlsagent.revocation.fetch.HttpClient;
import io.mtlsagent.revocation.fetch.HttpRequest;
import io.mtlsagent.revocation.fetch.Subscription;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the responders of one certificate say about it. */
class OcspSubscription extends Subscription {

  private static final String REQUEST_TYPE = "application/ocsp-request";
  private static final String RESPONSE_TYPE = "application/ocsp-response";
  private static final int MAX_CACHED = 256 * 1024;

  /** RFC 6960, appendix A.1: longer requests are sent by POST. */
  private static final int MAX_GET = 255;

  private final OcspQuestion question;
  private final List<HttpAddress> addresses;
  private final AnswerCache cache;
  private final OcspVerification verification;
  private final Duration grace;
  private volatile @Nullable OcspAnswer answer;
  private boolean cacheRead;

  /**
   * @param addresses of responders that say the same; at least one
   */
  OcspSubscription(
      Fetches fetches,
      OcspQuestion question,
      List<HttpAddress> addresses,
      AnswerCache cache,
      OcspVerification verification,
      Duration grace) {
    super(fetches, addresses.get(0));
    this.question = question;
    this.addresses = addresses;
    this.cache = cache;
    this.verification = verification;
    this.grace = grace;
  }

  @Nullable OcspAnswer answer() {
    return answer;
  }

  RevocationFinding finding(Instant now) {
    OcspAnswer present = answer;
    if (present != null) {
      return present.finding(now, grace, name(), OcspAnswer.SOURCE);
    }
    String problem = lastError();
    return RevocationFinding.of(
        RevocationStatus.UNKNOWN,
        "no answer of " + name() + " is at hand" + (problem.isEmpty() ? "" : " (" + problem + ")"));
  }

  @Override
  protected boolean isUsable(Instant now) {
    OcspAnswer present = answer;
    return present != null && present.isUsable(now, grace);
  }

  @Override
  protected @Nullable Instant freshUntil() {
    OcspAnswer present = answer;
    return present == null ? null : present.freshUntil();
  }

  @Override
  protected String name() {
    return addresses.get(0).toString();
  }

  @Override
  protected void fetch(HttpClient client) throws IOException {
    CertificateId id = CertificateId.of(question.certificate(), question.issuer());
    if (readCache(id)) {
      return;
    }
    FetchException problem = FetchException.unusable("there is no address");
    for (HttpAddress address : addresses) {
      try {
        ask(client, address, id);
        return;
      } catch (FetchException e) {
        problem = e;
      }
    }
    throw problem;
  }

  /** Whether the directory of the cache had an answer that is fresh. */
  private boolean readCache(CertificateId id) {
    byte[] cached = cacheRead ? null : cache.read(OcspAnswer.SOURCE, cacheKey(), MAX_CACHED);
    cacheRead = true;
    if (cached == null) {
      return false;
    }
    try {
      Instant now = fetches().clock().instant();
      OcspAnswer read = verification.verify(cached, id, question.issuer(), null, now);
      answer = read;
      keep(cached);
      return !read.freshUntil().isBefore(now);
    } catch (FetchException e) {
      return false; // as if it were not there: the responder has a better one
    }
  }

  private void ask(HttpClient client, HttpAddress address, CertificateId id) throws IOException {
    OcspRequest request = OcspRequest.withNonce(id, new SecureRandom());
    HttpRequest post = HttpRequest.post(REQUEST_TYPE, request.encoded(), RESPONSE_TYPE);
    FetchException refusal;
    try {
      byte[] response = client.send(post, address).bytes();
      if (!OcspResponse.isMalformedRequest(response)) {
        take(response, id, request.nonce(), address);
        return;
      }
      refusal = FetchException.unusable("the responder answers with the error 1 malformedRequest");
    } catch (FetchException e) {
      if (!e.isRefusedRequest()) {
        throw e;
      }
      refusal = e;
    }
    // Some responders take GET alone, or no nonce (RFC 5019).
    String segment = OcspRequest.plain(id).asSegment();
    if (segment.length() > MAX_GET) {
      throw refusal;
    }
    HttpRequest get = HttpRequest.get(RESPONSE_TYPE);
    try {
      take(client.send(get, address.withSegment(segment)).bytes(), id, null, address);
    } catch (FetchException e) {
      throw e.isRefusedRequest() ? refusal : e;
    }
  }

  private void take(byte[] response, CertificateId id, byte @Nullable [] nonce, HttpAddress address)
      throws FetchException {
    received(response.length);
    Instant now = fetches().clock().instant();
    OcspAnswer fresh = verification.verify(response, id, question.issuer(), nonce, now);
    OcspAnswer before = answer;
    if (before != null && fresh.thisUpdate().isBefore(before.thisUpdate())) {
      throw FetchException.unusable(
          "the answer is older than the one at hand, of " + before.thisUpdate());
    }
    answer = fresh;
    keep(response);
    cache.write(OcspAnswer.SOURCE, cacheKey(), response);
    RevocationStatus expected = before == null ? RevocationStatus.GOOD : before.status();
    if (fresh.status() != expected) {
      fetches().events().updated(address.toString(), describe(fresh));
    }
  }

  /** A response was believed; its bytes are not needed as a rule. */
  void keep(byte[] verified) {}

  private String describe(OcspAnswer fresh) {
    X509Certificate certificate = question.certificate();
    return certificate.getSubjectX500Principal().getName()
        + ", serial number "
        + certificate.getSerialNumber().toString(16)
        + ": "
        + fresh.status().wireName();
  }

  private String cacheKey() {
    X509Certificate certificate = question.certificate();
    return name()
        + " "
        + certificate.getIssuerX500Principal().getName()
        + " "
        + certificate.getSerialNumber().toString(16)
        + " "
        + question.issuer().getSerialNumber().toString(16);
  }
}
