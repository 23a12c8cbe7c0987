package io.mtlsagent.weaving;

import java.util.Objects;

/** A method of a TLS stack and the hook that is called at its entry or before its return. */
final class HookPoint {

  /** Where in the method the hook is called. */
  enum Place {
    ENTRY,
    EXIT
  }

  private final String method;
  private final String descriptor;
  private final Place place;
  private final Hook hook;
  private final boolean required;
  private final boolean tellsArgument;

  private HookPoint(
      String method,
      String descriptor,
      Place place,
      Hook hook,
      boolean required,
      boolean tellsArgument) {
    this.method = Objects.requireNonNull(method, "method");
    this.descriptor = Objects.requireNonNull(descriptor, "descriptor");
    this.place = place;
    this.hook = Objects.requireNonNull(hook, "hook");
    this.required = required;
    this.tellsArgument = tellsArgument;
  }

  /**
   * A hook at the entry of a method.
   *
   * @param descriptor the start of the method's descriptor, so much of it as tells the method apart
   *     in every version of the stack
   */
  static HookPoint atEntry(String method, String descriptor, Hook hook) {
    return new HookPoint(method, descriptor, Place.ENTRY, hook, true, false);
  }

  /** A hook before each return of a method; see {@link #atEntry}. */
  static HookPoint atExit(String method, String descriptor, Hook hook) {
    return new HookPoint(method, descriptor, Place.EXIT, hook, true, false);
  }

  /**
   * The same in a method of an object that returns no reference: the hook is given the first
   * argument, a reference, as the value.
   */
  static HookPoint atExitWithArgument(String method, String descriptor, Hook hook) {
    return new HookPoint(method, descriptor, Place.EXIT, hook, true, true);
  }

  /** The same point, in a method that some versions of the stack do without. */
  HookPoint ifPresent() {
    return new HookPoint(method, descriptor, place, hook, false, tellsArgument);
  }

  /** Whether a class without the method is not what the agent knows. */
  boolean isRequired() {
    return required;
  }

  boolean matches(String name, String methodDescriptor) {
    return method.equals(name) && methodDescriptor.startsWith(descriptor);
  }

  /** Whether the hook at an exit is given the first argument, where there is no result to give. */
  boolean tellsArgument() {
    return tellsArgument;
  }

  Place place() {
    return place;
  }

  Hook hook() {
    return hook;
  }

  @Override
  public String toString() {
    return method + descriptor;
  }
}
