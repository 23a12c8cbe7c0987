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

/** The question whether one certificate is revoked, to its responders. */
class OcspSubscription extends Subscription {

  private static final String REQUEST_TYPE = "application/ocsp-request";
  private static final String RESPONSE_TYPE = "application/ocsp-response";
  private static final int MAX_CACHED = 256 * 1024;

  /** RFC 6960, appendix A.1: longer requests are sent by POST. */
  private static final int MAX_GET = 255;

  private final OcspQuestion question;
  private final AnswerCache cache;
  private final OcspVerification verification;
  private final Duration grace;
  private final ResponderAnswers answers;
  private boolean cacheRead;

  /**
   * @param addresses of the responders, in the order in which they are asked; at least one
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
    this.cache = cache;
    this.verification = verification;
    this.grace = grace;
    this.answers = new ResponderAnswers(addresses, grace);
  }

  /** The answer that counts; null where there is none. */
  @Nullable OcspAnswer answer(Instant now) {
    return answers.of(answers.best(now));
  }

  RevocationFinding finding(Instant now) {
    int best = answers.best(now);
    OcspAnswer present = answers.of(best);
    if (present != null) {
      return present.finding(now, grace, answers.responder(best).toString(), OcspAnswer.SOURCE);
    }
    String problem = lastError();
    return RevocationFinding.of(
        RevocationStatus.UNKNOWN,
        "no answer of " + name() + " is at hand" + (problem.isEmpty() ? "" : " (" + problem + ")"));
  }

  @Override
  protected boolean isUsable(Instant now) {
    OcspAnswer present = answer(now);
    return present != null && present.isUsable(now, grace);
  }

  @Override
  protected @Nullable Instant freshUntil() {
    OcspAnswer present = answer(fetches().clock().instant());
    return present == null ? null : present.freshUntil();
  }

  @Override
  protected String name() {
    return answers.responder(0).toString();
  }

  @Override
  protected void fetch(HttpClient client) throws IOException {
    CertificateId id = CertificateId.of(question.certificate(), question.issuer());
    if (readCache(id)) {
      return;
    }
    OcspAnswer before = answer(fetches().clock().instant());
    try {
      askAll(client, id);
    } finally {
      tellChange(before);
    }
  }

  /**
   * Asks one responder after the other, until one says that the certificate is good or revoked:
   * that it is unknown to one does not mean that it is to the next. Who has said that it is revoked
   * is asked in any case, for nobody else can take that back.
   */
  private void askAll(HttpClient client, CertificateId id) throws IOException {
    boolean isKnown = false;
    boolean isSettled = true;
    boolean hostFailed = false;
    FetchException problem = null;
    for (int i = 0; i < answers.count(); i++) {
      boolean isRevoked = answers.isRevokedBy(i);
      if (isKnown && !isRevoked) {
        continue;
      }
      try {
        isKnown |= ask(client, i, id).status() != RevocationStatus.UNKNOWN;
      } catch (FetchException e) {
        isSettled &= !isRevoked;
        hostFailed |= i == 0 && e.isHostsFault();
        problem = e;
      }
    }
    if (problem != null && !(isKnown && isSettled)) {
      String detail = String.valueOf(problem.getMessage());
      throw hostFailed ? FetchException.hostFailed(detail) : FetchException.unusable(detail);
    }
  }

  /** Whether the directory of the cache had an answer that saves asking. */
  private boolean readCache(CertificateId id) {
    if (cacheRead) {
      return false;
    }
    cacheRead = true;
    Instant now = fetches().clock().instant();
    for (int i = 0; i < answers.count(); i++) {
      readCache(i, id, now);
    }
    OcspAnswer best = answer(now);
    return best != null
        && best.status() != RevocationStatus.UNKNOWN
        && !best.freshUntil().isBefore(now);
  }

  private void readCache(int number, CertificateId id, Instant now) {
    byte[] cached = cache.read(OcspAnswer.SOURCE, cacheKey(number), MAX_CACHED);
    if (cached != null) {
      try {
        OcspAnswer read = verification.verify(cached, id, question.issuer(), null, now);
        answers.put(number, read);
        keep(read, cached);
      } catch (FetchException e) {
        // As if it were not there: the responder has a better one.
      }
    }
  }

  private OcspAnswer ask(HttpClient client, int number, CertificateId id) throws IOException {
    HttpAddress address = answers.responder(number);
    OcspRequest request = OcspRequest.withNonce(id, new SecureRandom());
    HttpRequest post = HttpRequest.post(REQUEST_TYPE, request.encoded(), RESPONSE_TYPE);
    FetchException refusal;
    try {
      byte[] response = client.send(post, address).bytes();
      if (!OcspResponse.isMalformedRequest(response)) {
        return take(response, id, request.nonce(), number);
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
      return take(client.send(get, address.withSegment(segment)).bytes(), id, null, number);
    } catch (FetchException e) {
      throw e.isRefusedRequest() ? refusal : e;
    }
  }

  private OcspAnswer take(byte[] response, CertificateId id, byte @Nullable [] nonce, int number)
      throws FetchException {
    received(response.length);
    Instant now = fetches().clock().instant();
    OcspAnswer fresh = verification.verify(response, id, question.issuer(), nonce, now);
    OcspAnswer before = answers.of(number);
    if (before != null && !fresh.mayReplace(before)) {
      throw FetchException.unusable(
          fresh.thisUpdate().isBefore(before.thisUpdate())
              ? "the answer is older than the one at hand, of " + before.thisUpdate()
              : "it was revoked, and is not known any more to " + answers.responder(number));
    }
    answers.put(number, fresh);
    keep(fresh, response);
    cache.write(OcspAnswer.SOURCE, cacheKey(number), response);
    return fresh;
  }

  /** A response was believed; its bytes are not needed as a rule. */
  void keep(OcspAnswer verified, byte[] response) {}

  private void tellChange(@Nullable OcspAnswer before) {
    int best = answers.best(fetches().clock().instant());
    OcspAnswer counting = answers.of(best);
    RevocationStatus expected = before == null ? RevocationStatus.GOOD : before.status();
    if (counting != null && counting.status() != expected) {
      fetches().events().updated(answers.responder(best).toString(), describe(counting));
    }
  }

  private String describe(OcspAnswer fresh) {
    X509Certificate certificate = question.certificate();
    return certificate.getSubjectX500Principal().getName()
        + ", serial number "
        + certificate.getSerialNumber().toString(16)
        + ": "
        + fresh.status().wireName();
  }

  private String cacheKey(int number) {
    X509Certificate certificate = question.certificate();
    return answers.responder(number)
        + " "
        + certificate.getIssuerX500Principal().getName()
        + " "
        + certificate.getSerialNumber().toString(16)
        + " "
        + question.issuer().getSerialNumber().toString(16);
  }
}
