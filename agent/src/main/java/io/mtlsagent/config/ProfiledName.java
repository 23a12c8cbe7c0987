package io.mtlsagent.config;

import org.jspecify.annotations.Nullable;

/** A name of the file taken apart: {@code %prod.mode} is {@code mode} in the profile prod. */
final class ProfiledName {

  private final @Nullable String profile;
  private final String key;

  private ProfiledName(@Nullable String profile, String key) {
    this.profile = profile;
    this.key = key;
  }

  static ProfiledName of(String written) {
    int dot = written.indexOf('.');
    if (!written.startsWith("%") || dot <= 1) {
      return new ProfiledName(null, written);
    }
    return new ProfiledName(written.substring(1, dot), written.substring(dot + 1));
  }

  /** Null where the entry counts in every profile. */
  @Nullable String profile() {
    return profile;
  }

  String key() {
    return key;
  }
}
