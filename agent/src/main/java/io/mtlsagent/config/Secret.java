package io.mtlsagent.config;

import java.util.Arrays;

/** A password. It never shows in a message: its {@link #toString} says nothing. */
public final class Secret {

  private final char[] characters;

  private Secret(char[] characters) {
    this.characters = characters;
  }

  public static Secret of(String text) {
    return new Secret(text.toCharArray());
  }

  /** A copy, for the caller to use and to overwrite; empty where the password is empty. */
  public char[] characters() {
    return characters.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret && Arrays.equals(characters, ((Secret) other).characters);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(characters);
  }

  @Override
  public String toString() {
    return "***";
  }
}
