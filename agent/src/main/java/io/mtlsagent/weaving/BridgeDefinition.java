package io.mtlsagent.weaving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import javax.net.ssl.SSLException;

/**
 * Defines the class {@code MtlsAgentBridge} in the boot loader's own {@code javax.net.ssl}, and
 * opens SunJSSE to the core. On Java 9 and newer through {@code Instrumentation.redefineModule} and
 * {@code MethodHandles.Lookup.defineClass}, on Java 8 through {@code Unsafe}: unlike {@code
 * appendToBootstrapClassLoaderSearch}, neither switches class-data sharing off.
 */
final class BridgeDefinition {

  private static final String RESOURCE = "bridge/MtlsAgentBridge.classdata";
  static final String NAME = "javax.net.ssl.MtlsAgentBridge";

  private final ModuleOpening modules;

  BridgeDefinition(Instrumentation instrumentation) {
    this.modules = new ModuleOpening(instrumentation);
  }

  /**
   * Makes the class exist. To be called before any class that mentions it is used, which is why
   * this one does not.
   */
  void define() throws ReflectiveOperationException, IOException {
    if (Weaver.hasBegun()) {
      return; // by ourselves: see TlsTransformer
    }
    if (ModuleOpening.isJava8()) {
      defineByUnsafe(bytes());
    } else {
      modules.open(SSLException.class, "javax.net.ssl", "sun.security.ssl");
      defineByLookup(bytes());
    }
  }

  private static void defineByUnsafe(byte[] bytes) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field instance = type.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    type.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            java.security.ProtectionDomain.class)
        .invoke(instance.get(null), NAME, bytes, 0, bytes.length, null, null);
  }

  private static void defineByLookup(byte[] bytes) throws ReflectiveOperationException {
    Class<?> lookupType = java.lang.invoke.MethodHandles.Lookup.class;
    Method privateLookupIn =
        java.lang.invoke.MethodHandles.class.getMethod("privateLookupIn", Class.class, lookupType);
    Object lookup =
        privateLookupIn.invoke(null, SSLException.class, java.lang.invoke.MethodHandles.lookup());
    lookupType.getMethod("defineClass", byte[].class).invoke(lookup, (Object) bytes);
  }

  /** Lets the core read the fields of a class, and of its package, that a module may hide. */
  void openPackageOf(Class<?> type) throws ReflectiveOperationException {
    String name = type.getName();
    modules.open(type, name.substring(0, name.lastIndexOf('.')));
  }

  private static byte[] bytes() throws IOException {
    try (InputStream in = BridgeDefinition.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("the agent's jar lacks " + RESOURCE);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
      return out.toByteArray();
    }
  }
}
