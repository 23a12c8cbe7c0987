package io.mtlsagent.revocation;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.RevocationFinding;
import java.io.File;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The revocation lists of local files. What is in force is swapped as a whole, so that a question
 * sees one state; a broken or older file leaves the last good lists in force.
 */
public final class CrlStore implements RevocationSource {

  private static final String KEY = "revocation.crl";
  private static final String GONE = "the file is gone";

  private final Clock clock;
  private final Duration grace;
  private final Map<File, CrlFileState> states = new LinkedHashMap<>();

  /** The lists that were told to be outdated. */
  private final Set<CertificateRevocationList> staleTold =
      Collections.newSetFromMap(new IdentityHashMap<CertificateRevocationList, Boolean>(1));

  private volatile CrlIndex index = CrlIndex.of(Collections.<CertificateRevocationList>emptyList());

  private CrlStore(Clock clock, Duration grace) {
    this.clock = clock;
    this.grace = grace;
  }

  /** Reads all files, whose lists count until their nextUpdate. */
  public static CrlStore open(List<File> files, Clock clock) throws ConfigurationException {
    return open(files, clock, Duration.ZERO);
  }

  /**
   * Reads all files. No signature is checked yet: that waits for the first certificate of the
   * issuer.
   *
   * @param grace how long past its nextUpdate a list still counts
   * @throws ConfigurationException if one cannot be read or must not be used
   */
  public static CrlStore open(List<File> files, Clock clock, Duration grace)
      throws ConfigurationException {
    CrlStore store = new CrlStore(clock, grace);
    for (File file : files) {
      try {
        store.states.put(file, CrlFileState.read(file));
      } catch (IOException e) {
        throw unreadable(file, e);
      } catch (CrlRefusedException e) {
        throw new ConfigurationException(
            file.getPath(),
            KEY,
            "the revocation list cannot be used: " + e.reason(),
            "Get a new list from its issuer, in PEM or DER, or remove it from the key");
      }
    }
    store.publish();
    return store;
  }

  private static ConfigurationException unreadable(File file, IOException cause) {
    if (file.exists() && !file.canRead()) {
      return new ConfigurationException(
          file.getPath(),
          KEY,
          "the revocation list may not be read by the user " + System.getProperty("user.name"),
          "Give that user the right to read it");
    }
    return new ConfigurationException(
        file.getPath(),
        KEY,
        "the revocation list cannot be read: " + cause.getMessage(),
        "Name a readable CRL file in PEM or DER, or remove it from the key");
  }

  /** What is in force, for the status. */
  public CrlIndex index() {
    return index;
  }

  @Override
  public RevocationFinding find(X509Certificate certificate, X509Certificate issuer, Instant now) {
    return index.find(certificate, issuer, now);
  }

  /**
   * Looks at the files again and takes over what changed.
   *
   * @param files the files that the configuration names now
   * @return what happened; empty where nothing did
   */
  public synchronized List<CrlChange> refresh(List<File> files) {
    List<CrlChange> changes = new ArrayList<>(0);
    for (File file : files) {
      refresh(file, changes);
    }
    forgetVanished(files, changes);
    if (!changes.isEmpty()) {
      publish();
    }
    return changes;
  }

  private void refresh(File file, List<CrlChange> changes) {
    CrlFileState before = states.get(file);
    try {
      if (before == null) {
        CrlFileState fresh = CrlFileState.read(file);
        states.put(file, fresh);
        changes.add(new CrlChange(CrlChange.Kind.UPDATED, file, fresh.describe()));
      } else {
        CrlFileState now = before.readAgain(file);
        states.put(file, now);
        if (!now.hasListsOf(before)) {
          changes.add(new CrlChange(CrlChange.Kind.UPDATED, file, now.describe()));
        }
      }
    } catch (IOException e) {
      refuse(file, before, "it cannot be read: " + e.getMessage(), changes);
    } catch (CrlRefusedException e) {
      refuse(file, before, e.reason(), changes);
    }
  }

  /** Reports a problem, but not again as long as it stays the same. */
  private void refuse(
      File file, @Nullable CrlFileState before, String problem, List<CrlChange> changes) {
    CrlFileState state = before == null ? CrlFileState.none() : before;
    if (!state.problem().equals(problem)) {
      changes.add(new CrlChange(CrlChange.Kind.REFUSED, file, problem));
    }
    states.put(file, state.withProblem(problem));
  }

  /**
   * A file that vanished keeps its lists in force until they are outdated or superseded: while
   * files are exchanged, there must be no moment in which the revoked are let in.
   */
  private void forgetVanished(List<File> files, List<CrlChange> changes) {
    for (File file : new ArrayList<>(states.keySet())) {
      CrlFileState state = states.get(file);
      if (state != null && !files.contains(file)) {
        if (!isStillNeeded(file, state)) {
          states.remove(file);
          changes.add(new CrlChange(CrlChange.Kind.REMOVED, file, GONE));
        } else if (!state.problem().equals(GONE)) {
          states.put(file, state.withProblem(GONE));
          changes.add(
              new CrlChange(
                  CrlChange.Kind.VANISHED, file, GONE + ", and still counts: " + state.describe()));
        }
      }
    }
  }

  /**
   * The lists that have gone past their nextUpdate since this was asked last, without a newer one
   * in their place.
   */
  public synchronized List<CrlChange> outdated() {
    List<CrlChange> changes = new ArrayList<>(0);
    Instant now = clock.instant();
    for (Map.Entry<File, CrlFileState> entry : states.entrySet()) {
      for (CertificateRevocationList list : entry.getValue().lists()) {
        if (list.nextUpdate().isBefore(now)
            && !isSuperseded(entry.getKey(), list)
            && staleTold.add(list)) {
          changes.add(new CrlChange(CrlChange.Kind.STALE, entry.getKey(), lateness(list)));
        }
      }
    }
    staleTold.retainAll(index.lists());
    return changes;
  }

  private String lateness(CertificateRevocationList list) {
    return "the list of "
        + list.issuer().getName()
        + " is outdated since its nextUpdate "
        + list.nextUpdate()
        + (grace.isZero()
            ? " and does not count any more"
            : " and counts until " + list.nextUpdate().plus(grace));
  }

  /** How each list is doing, and each file that has none in force. */
  public synchronized List<SourceStatus> status() {
    List<SourceStatus> status = new ArrayList<>();
    for (Map.Entry<File, CrlFileState> entry : states.entrySet()) {
      CrlFileState state = entry.getValue();
      for (CertificateRevocationList list : state.lists()) {
        status.add(
            new SourceStatus(
                CrlIndex.SOURCE,
                list.source(),
                list.size(),
                list.thisUpdate(),
                list.nextUpdate(),
                state.problem(),
                list.bytes(),
                list.hits()));
      }
      if (state.lists().isEmpty()) {
        status.add(
            new SourceStatus(
                CrlIndex.SOURCE, entry.getKey().getPath(), 0, null, null, state.problem(), 0, 0));
      }
    }
    return status;
  }

  private boolean isStillNeeded(File file, CrlFileState state) {
    Instant now = clock.instant().minus(grace);
    for (CertificateRevocationList list : state.lists()) {
      if (!list.nextUpdate().isBefore(now) && !isSuperseded(file, list)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSuperseded(File file, CertificateRevocationList list) {
    for (Map.Entry<File, CrlFileState> other : states.entrySet()) {
      if (!other.getKey().equals(file)) {
        for (CertificateRevocationList newer : other.getValue().lists()) {
          if (newer.isSuccessorOf(list) && !newer.isOlderThan(list)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private void publish() {
    List<CertificateRevocationList> lists = new ArrayList<>();
    for (CrlFileState state : states.values()) {
      lists.addAll(state.lists());
    }
    index = CrlIndex.of(lists, grace);
  }
}
