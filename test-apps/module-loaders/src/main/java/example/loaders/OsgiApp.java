package example.loaders;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** The Netty application as a bundle of OSGi, in Felix, on Netty's own bundles. */
public final class OsgiApp {

  private OsgiApp() {}

  public static void main(String[] arguments) throws Exception {
    Path storage = Files.createTempDirectory("felix");
    Framework framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    storage.toString(),
                    // Nothing of javax.net.ssl comes in by itself: each bundle imports it.
                    Constants.FRAMEWORK_BOOTDELEGATION,
                    "",
                    "felix.bootdelegation.implicit",
                    "false",
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "example.common"));
    framework.start();
    List<Bundle> libraries = new ArrayList<>();
    for (Path jar : Libraries.netty()) {
      libraries.add(install(framework, jar.toUri().toString(), Files.newInputStream(jar)));
    }
    Bundle application =
        install(
            framework, "application", new ByteArrayInputStream(bundle(Libraries.application())));
    application.start();
    application
        .loadClass("example.netty.NettyApp")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }

  private static Bundle install(Framework framework, String place, InputStream jar)
      throws BundleException {
    return framework.getBundleContext().installBundle(place, jar);
  }

  /** The jar as a bundle, for which it was not made. */
  private static byte[] bundle(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    main.putValue(Constants.BUNDLE_SYMBOLICNAME, "example.netty");
    main.putValue(Constants.DYNAMICIMPORT_PACKAGE, "*");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarInputStream in = new JarInputStream(Files.newInputStream(jar));
        JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        out.putNextEntry(new JarEntry(entry.getName()));
        in.transferTo(out);
      }
    }
    return bytes.toByteArray();
  }
}
