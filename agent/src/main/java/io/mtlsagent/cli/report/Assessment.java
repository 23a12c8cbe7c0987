package io.mtlsagent.cli.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether it is safe to enforce, and what has to be known about that answer. */
final class Assessment {

  private static final long SOON = 30 * Moments.DAY;

  private final List<String> findings = new ArrayList<>();
  private final List<String> caveats = new ArrayList<>();
  private final Answer answer;

  private Assessment(Observations seen, List<LogReading> readings, long now) {
    wouldReject(seen);
    uncovered(seen);
    boolean safe = findings.isEmpty();
    nothingSeen(seen);
    unread(readings);
    answer = !safe ? Answer.NOT_SAFE : findings.isEmpty() ? Answer.SAFE : Answer.UNKNOWN;
    shortPeriod(seen);
    observedOnly(seen);
    notices(seen);
    expiring(seen, now);
    lines(seen, readings);
  }

  static Assessment of(Observations seen, List<LogReading> readings, long now) {
    return new Assessment(seen, readings, now);
  }

  Answer answer() {
    return answer;
  }

  /** The answer as a sentence, with what it rests on. */
  String sentence(Observations seen) {
    String ground = ground(seen);
    switch (answer) {
      case SAFE:
        return "Safe to enforce, as far as was observed: " + ground + " would have been refused.";
      case NOT_SAFE:
        return "Not safe to enforce.";
      default:
        return "No answer: there is not enough to judge by.";
    }
  }

  private static String ground(Observations seen) {
    Tally tally = seen.tally();
    return "none of "
        + Moments.plural(tally.total() - tally.count(Outcome.REJECTED), "connection")
        + " in "
        + Moments.length(tally.span().millis());
  }

  /** Why it is not safe, or cannot be said; sentences. */
  List<String> findings() {
    return findings;
  }

  /** What the answer does not take into account; sentences. */
  List<String> caveats() {
    return caveats;
  }

  private void wouldReject(Observations seen) {
    long count = seen.tally().count(Outcome.WOULD_REJECT);
    if (count == 0) {
      return;
    }
    long last = Long.MIN_VALUE;
    Set<Peer> peers = new HashSet<>();
    for (Relation relation : seen.relations()) {
      for (Refusal refusal : relation.refusals()) {
        if (refusal.tally().count(Outcome.WOULD_REJECT) > 0) {
          peers.add(relation.key().peer());
          last = Math.max(last, refusal.tally().span().last());
        }
      }
    }
    findings.add(
        "Mode enforce would have refused "
            + Moments.plural(count, "connection")
            + " of "
            + Moments.plural(peers.size(), "peer")
            + (last == Long.MIN_VALUE ? "" : ", the last at " + Moments.exact(last))
            + ". Mend what the table of refusals names, then look at what came after, with --since.");
  }

  private void uncovered(Observations seen) {
    for (Notice notice : seen.notices()) {
      if (notice.action().equals("tls-uncovered")) {
        findings.add(
            notice.service().label()
                + " uses TLS that the agent does not reach: "
                + notice.reason());
      }
    }
  }

  private void nothingSeen(Observations seen) {
    if (seen.tally().total() == 0) {
      findings.add(
          "No handshake was observed in this period. Let the agent observe for some days first.");
    }
  }

  private void unread(List<LogReading> readings) {
    for (LogReading reading : readings) {
      if (reading.trouble() != null) {
        findings.add(reading.name() + " was not read to its end: " + reading.trouble());
      }
    }
  }

  private void shortPeriod(Observations seen) {
    if (seen.tally().total() > 0 && seen.tally().span().millis() < Moments.DAY) {
      caveats.add(
          "Only "
              + Moments.length(seen.tally().span().millis())
              + " were observed: jobs that run daily, weekly or at the end of a month may be"
              + " missing.");
    }
  }

  private void observedOnly(Observations seen) {
    long certificateless = 0;
    for (Relation relation : seen.relations()) {
      if (relation.key().peer().isClient() && relation.modes().containsKey("observe")) {
        for (Refusal refusal : relation.refusals()) {
          if (refusal.code().equals("no_certificate")) {
            certificateless += refusal.tally().count(Outcome.WOULD_REJECT);
          }
        }
      }
    }
    if (certificateless > 0) {
      caveats.add(
          "In mode observe the agent asks no client for its certificate. Whether those of "
              + Moments.plural(certificateless, "connection")
              + " have one shows in mode permissive.");
    }
  }

  private void notices(Observations seen) {
    long lost = 0;
    long refused = 0;
    for (Notice notice : seen.notices()) {
      lost += notice.lost();
      refused += notice.action().equals("connection-refused-by-peer") ? notice.count() : 0;
    }
    if (lost > 0) {
      caveats.add(
          Moments.plural(lost, "audit line")
              + " were lost when they were written: the picture has gaps.");
    }
    if (refused > 0) {
      caveats.add(
          "Peers refused "
              + Moments.plural(refused, "connection")
              + " after we had accepted them: see whether they accept our certificate.");
    }
  }

  private void expiring(Observations seen, long now) {
    int soon = 0;
    for (Expiry expiry : Expiry.of(seen.certificates())) {
      soon += !expiry.isSuperseded() && expiry.millisLeft(now) < SOON ? 1 : 0;
    }
    if (soon > 0) {
      caveats.add(
          soon == 1
              ? "1 certificate of an accepted peer ends within 30 days, or has ended."
              : Moments.plural(soon, "certificate")
                  + " of accepted peers end within 30 days, or have ended.");
    }
  }

  private void lines(Observations seen, List<LogReading> readings) {
    long foreign = 0;
    long torn = 0;
    for (LogReading reading : readings) {
      foreign += reading.foreign();
      torn += reading.isTorn() ? 1 : 0;
    }
    if (foreign > 0) {
      caveats.add(
          foreign == 1
              ? "1 line is none of an audit log and was left out."
              : Moments.plural(foreign, "line")
                  + " are not lines of an audit log and were left out.");
    }
    if (torn > 0) {
      caveats.add(
          "The last line of " + Moments.plural(torn, "log") + " is cut off and was left out.");
    }
    if (seen.unlisted().total() > 0) {
      caveats.add(
          Moments.plural(seen.unlisted().total(), "connection")
              + " are of further peers than the tables hold ("
              + Moments.number(Observations.MAX_RELATIONS)
              + "); they count in the sums alone.");
    }
    if (seen.beyondBounds() > 0) {
      caveats.add(
          Moments.plural(seen.beyondBounds(), "line")
              + " name further certificates, services or events than the tables hold.");
    }
  }
}
