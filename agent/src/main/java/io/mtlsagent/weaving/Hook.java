package io.mtlsagent.weaving;

import org.jspecify.annotations.Nullable;

/**
 * What woven code calls. There are two kinds, told apart by type, for they must treat a failure in
 * opposite ways: {@link EnforcingHook} and {@link AuditingHook}.
 */
interface Hook {

  /** Sees, and may change, the frame of a method that is being entered. */
  default void onEnter(@Nullable Object[] frame) throws Throwable {}

  /** Sees, and may replace, what a method is about to return. */
  default @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
      throws Throwable {
    return value;
  }
}
