package io.mtlsagent.trust;

import io.mtlsagent.policy.MinimumStrength;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is demanded of paths, beyond signatures, dates, names and revocation. Immutable. */
public final class TrustRequirements {

  private static final TrustRequirements DEFAULTS =
      new TrustRequirements(
          MinimumStrength.MODERN, ExtendedKeyUsageRule.Demand.WHERE_PRESENT, PathLimits.defaults());

  private final MinimumStrength minStrength;
  private final ExtendedKeyUsageRule.Demand extendedKeyUsage;
  private final PathLimits limits;
  private final List<PathRule> rules;

  private TrustRequirements(
      MinimumStrength minStrength,
      ExtendedKeyUsageRule.Demand extendedKeyUsage,
      PathLimits limits) {
    this.minStrength = minStrength;
    this.extendedKeyUsage = extendedKeyUsage;
    this.limits = limits;
    List<PathRule> all = new ArrayList<>();
    all.add(new EndEntityRule());
    all.add(new ExtendedKeyUsageRule(extendedKeyUsage));
    all.add(new StrengthRule(minStrength));
    all.add(new NameConstraintsRule(limits.nameComparisons()));
    all.add(new WellFormedRule());
    all.add(new CertificationAuthorityRule());
    all.add(new CriticalExtensionsRule());
    all.add(new SubjectNamesRule());
    all.add(new CommonNameRule());
    all.add(new KeyIdentifierRule());
    this.rules = Collections.unmodifiableList(all);
  }

  /** Modern strength, extended key usage only where it is present, default limits. */
  public static TrustRequirements defaults() {
    return DEFAULTS;
  }

  /** The key {@code trust.min-strength}. */
  public TrustRequirements withMinStrength(MinimumStrength minimum) {
    return new TrustRequirements(minimum, extendedKeyUsage, limits);
  }

  /** The key {@code trust.require-eku} set to true. */
  public TrustRequirements requiringExtendedKeyUsage() {
    return new TrustRequirements(minStrength, ExtendedKeyUsageRule.Demand.REQUIRED, limits);
  }

  /** The keys {@code limits.NAME}. */
  public TrustRequirements withLimits(PathLimits other) {
    return new TrustRequirements(minStrength, extendedKeyUsage, other);
  }

  public PathLimits limits() {
    return limits;
  }

  List<PathRule> rules() {
    return rules;
  }
}
