package io.mtlsagent.silence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A member that is missing here would show in production only, as a NoSuchMethodError. */
class SilenceTest {

  private static final String LOGGING = "java/util/logging/";

  @Test
  void standInHasEveryMemberThatALibraryUses() throws Exception {
    Set<String> used = new TreeSet<>();
    for (Class<?> one :
        Set.of(
            ASN1Object.class,
            OCSPResponse.class,
            X509CertificateHolder.class,
            CommandLine.class,
            JsonFactory.class,
            ByteBuddy.class)) {
      collect(jarOf(one), used);
    }
    assertThat(used).contains("Logger.getLogger (Ljava/lang/String;)Ljava/util/logging/Logger;");
    assertThat(members()).containsAll(used);
  }

  @Test
  void nothingIsLoggable() {
    Logger logger = Logger.getLogger("org.bouncycastle");
    assertThat(Stream.of(Level.SEVERE, Level.WARNING, Level.INFO, Level.FINE))
        .noneMatch(logger::isLoggable);
  }

  private static Path jarOf(Class<?> one) throws URISyntaxException {
    return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void collect(Path jar, Set<String> used) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        // As the build: no versions for newer JVMs.
        if (!entry.getName().endsWith(".class") || entry.getName().startsWith("META-INF/")) {
          continue;
        }
        try (InputStream in = file.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          if (new String(bytes, StandardCharsets.ISO_8859_1).contains(LOGGING)) {
            new ClassReader(bytes).accept(new Uses(used), ClassReader.SKIP_DEBUG);
          }
        }
      }
    }
  }

  private static Set<String> members() {
    Set<String> members = new TreeSet<>();
    Stream.of(Logger.class.getMethods())
        .filter(SilenceTest::isOurs)
        .forEach(m -> members.add(name("Logger", m.getName(), Type.getMethodDescriptor(m))));
    Stream.of(Level.class.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .forEach(f -> members.add(name("Level", f.getName(), Type.getDescriptor(f.getType()))));
    return members;
  }

  private static boolean isOurs(Member member) {
    return member.getDeclaringClass() == Logger.class;
  }

  /** Owner, name and descriptor, the latter as the real one has it. */
  private static String name(String owner, String name, String descriptor) {
    return owner + "." + name + " " + descriptor.replace("io/mtlsagent/silence/", LOGGING);
  }

  /** Notes each member of java.util.logging that a class calls or reads. */
  private static final class Uses extends ClassVisitor {

    private final Set<String> used;

    Uses(Set<String> used) {
      super(Opcodes.ASM9);
      this.used = used;
    }

    @Override
    public MethodVisitor visitMethod(int access, String m, String d, String s, String[] thrown) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(int op, String owner, String name, String type, boolean of) {
          note(owner, name, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
          note(owner, name, type);
        }
      };
    }

    private void note(String owner, String name, String type) {
      if (owner.startsWith(LOGGING)) {
        used.add(name(owner.substring(LOGGING.length()), name, type));
      }
    }
  }
}
