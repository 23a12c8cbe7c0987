package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import org.jspecify.annotations.Nullable;

/** What is demanded of the holder of a certificate beyond the certificate's being good. */
public interface PeerDemand {

  /** Nothing. */
  PeerDemand NOTHING =
      new PeerDemand() {
        @Override
        public @Nullable Rejection refusal(EndEntity peer) {
          return null;
        }
      };

  /**
   * Why the holder may not connect: null, or a rejection of the code {@code NOT_AUTHORIZED}. It
   * depends on the certificate alone, and is asked for each time that the peer is judged.
   *
   * @throws Exception if that cannot be told, which counts as a refusal
   */
  @Nullable Rejection refusal(EndEntity peer) throws Exception;
}
