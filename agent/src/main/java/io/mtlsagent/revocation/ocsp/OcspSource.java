package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.PendingAnswer;
import io.mtlsagent.revocation.RemoteSource;
import io.mtlsagent.revocation.RevocationSource;
import io.mtlsagent.revocation.SourceStatus;
import io.mtlsagent.revocation.fetch.AnswerCache;
import io.mtlsagent.revocation.fetch.Fetches;
import io.mtlsagent.revocation.fetch.HttpAddress;
import io.mtlsagent.revocation.fetch.NamedAddresses;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The OCSP responders that certificates name, or the one that the configuration names instead. */
public final class OcspSource implements RemoteSource {

  private static final int MAX_QUESTIONS = 20_000;

  /** Certificates of ours, each renewal included. */
  private static final int MAX_OWN = 8;

  private final Fetches fetches;
  private final @Nullable HttpAddress override;
  private final AnswerCache cache;
  private final OcspVerification verification;
  private final Duration grace;
  private final NamedAddresses named = new NamedAddresses();
  private final Map<OcspQuestion, OcspSubscription> subscriptions = new Recent();
  private final Map<OcspQuestion, OwnAnswer> own = new LinkedHashMap<>();

  /**
   * @param override the responder for all certificates; null for those that they name
   * @param lists asked whether a delegated responder is revoked
   * @param grace how long past its nextUpdate an answer still counts
   */
  public OcspSource(
      Fetches fetches,
      @Nullable HttpAddress override,
      AnswerCache cache,
      RevocationSource lists,
      Duration grace) {
    this.fetches = fetches;
    this.override = override;
    this.cache = cache;
    this.verification = new OcspVerification(lists, grace);
    this.grace = grace;
  }

  @Override
  public RevocationFinding find(X509Certificate certificate, X509Certificate issuer, Instant now) {
    OcspSubscription subscription;
    synchronized (subscriptions) {
      subscription = subscriptions.get(new OcspQuestion(certificate, issuer));
    }
    if (subscription != null) {
      return subscription.finding(now);
    }
    List<HttpAddress> responders = responders(certificate);
    if (responders.isEmpty()) {
      return RevocationFinding.of(
          RevocationStatus.NOT_AVAILABLE, "it names no OCSP responder over http");
    }
    return RevocationFinding.of(
        RevocationStatus.UNKNOWN,
        fetches.allowed(responders).isEmpty()
            ? responders.get(0).host() + " is not in revocation.allowed-hosts"
            : "no answer of " + responders.get(0) + " is at hand");
  }

  @Override
  public List<PendingAnswer> request(
      X509Certificate certificate, X509Certificate issuer, Instant now) {
    OcspSubscription subscription = subscription(new OcspQuestion(certificate, issuer));
    PendingAnswer pending = subscription == null ? null : subscription.ask(now);
    return pending == null
        ? Collections.<PendingAnswer>emptyList()
        : Collections.singletonList(pending);
  }

  private @Nullable OcspSubscription subscription(OcspQuestion question) {
    synchronized (subscriptions) {
      OcspSubscription known = subscriptions.get(question);
      if (known != null) {
        return known;
      }
      List<HttpAddress> allowed = fetches.allowed(responders(question.certificate()));
      if (allowed.isEmpty()) {
        return null;
      }
      OcspSubscription fresh =
          new OcspSubscription(fetches, question, allowed, cache, verification, grace);
      subscriptions.put(question, fresh);
      return fresh;
    }
  }

  /**
   * The response about a certificate of ours that a server may staple, by what is in memory; what
   * is missing is fetched.
   *
   * @return null where there is none that says that the certificate is good
   */
  public byte @Nullable [] staple(
      X509Certificate certificate, X509Certificate issuer, Instant now) {
    OcspQuestion question = new OcspQuestion(certificate, issuer);
    OwnAnswer answer;
    synchronized (own) {
      answer = own.get(question);
      List<HttpAddress> allowed = answer == null ? fetches.allowed(responders(certificate)) : null;
      if (allowed != null && !allowed.isEmpty()) {
        if (own.size() >= MAX_OWN) {
          OcspQuestion eldest = own.keySet().iterator().next();
          OwnAnswer unused = own.remove(eldest);
        }
        answer = new OwnAnswer(fetches, question, allowed, cache, verification);
        own.put(question, answer);
      }
    }
    return answer == null ? null : answer.staple(now);
  }

  private List<HttpAddress> responders(X509Certificate certificate) {
    return override == null ? named.ofResponders(certificate) : Collections.singletonList(override);
  }

  /** How each responder is doing. */
  public List<SourceStatus> status() {
    List<OcspSubscription> present;
    synchronized (subscriptions) {
      present = new ArrayList<>(subscriptions.values());
    }
    Instant now = fetches.clock().instant();
    Map<String, ResponderStatus> byName = new LinkedHashMap<>();
    for (OcspSubscription subscription : present) {
      byName.computeIfAbsent(subscription.name(), ResponderStatus::new).add(subscription, now);
    }
    List<SourceStatus> status = new ArrayList<>(byName.size());
    for (ResponderStatus responder : byName.values()) {
      status.add(responder.status());
    }
    return status;
  }

  /** The questions that were asked last. */
  private static final class Recent extends LinkedHashMap<OcspQuestion, OcspSubscription> {

    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, /* accessOrder= */ true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<OcspQuestion, OcspSubscription> eldest) {
      if (size() <= MAX_QUESTIONS) {
        return false;
      }
      eldest.getValue().close();
      return true;
    }
  }
}
