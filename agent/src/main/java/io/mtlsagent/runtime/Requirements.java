package io.mtlsagent.runtime;

import io.mtlsagent.config.PeerSettings;
import io.mtlsagent.trust.PathLimits;
import io.mtlsagent.trust.TrustRequirements;

/** What a configuration demands of peers' certificates, in the words of the trust component. */
final class Requirements {

  private Requirements() {}

  static TrustRequirements of(PeerSettings settings) {
    TrustRequirements requirements =
        TrustRequirements.defaults()
            .withMinStrength(settings.minimumStrength())
            .withLimits(
                PathLimits.defaults()
                    .withChainCertificates(settings.chainCertificates())
                    .withChainBytes(settings.chainBytes())
                    .withPathLength(settings.pathLength())
                    .withSignatureChecks(settings.signatureChecks())
                    .withNameComparisons(settings.nameComparisons())
                    .withKeyBits(settings.keyBits()));
    return settings.requiresExtendedKeyUsage()
        ? requirements.requiringExtendedKeyUsage()
        : requirements;
  }
}
