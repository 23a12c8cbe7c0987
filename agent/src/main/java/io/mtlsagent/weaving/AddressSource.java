package io.mtlsagent.weaving;

import java.util.List;

/**
 * A server or client library that knows which channel an engine works for. If it cannot be woven,
 * its engines get the strictest rule; nothing escapes.
 */
abstract class AddressSource implements TlsStack {

  private final String name;
  private final List<WovenClass> classes;

  AddressSource(String name, List<WovenClass> classes) {
    this.name = name;
    this.classes = classes;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<WovenClass> classes() {
    return classes;
  }

  @Override
  public final Purpose purpose() {
    return Purpose.ADDRESSES;
  }
}
