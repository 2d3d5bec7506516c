package org.clickrouter.cli;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.clickrouter.cli.option.NoColor;
import org.clickrouter.cli.option.NoStoreException;
import org.clickrouter.cli.task.CertificateCommand;
import org.clickrouter.settings.LostCharacters;
import org.clickrouter.settings.SecretAwayException;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.jdbc.NewerSchemaException;
import org.clickrouter.text.RootCause;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
@Command(
        name = "click-router",
        mixinStandardHelpOptions = true,
        versionProvider = ClickRouter.Version.class,
        description =
                "Carries coded WhatsApp clicks from the Wolkvox click report to webhooks, e-mail and SQL, once each.",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            DoctorCommand.class,
            ReloadCommand.class,
            SimulateCommand.class,
            RouteCommand.class,
            StatusCommand.class,
            CoverageCommand.class,
            AdsCommand.class,
            ReconcileCommand.class,
            CertificateCommand.class,
            BackfillCommand.class,
            DeadCommand.class,
            DeliveriesCommand.class,
            ReplayCommand.class,
            QueueCommand.class,
            ForgetCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            MoveCommand.class,
            FindCommand.class,
            TraceCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            RehearseCommand.class,
            DdlCommand.class,
            ComponentsCommand.class,
            TrainCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Without a command it runs. `click-router COMMAND --help` tells more of each."})
public final class ClickRouter implements Callable<Integer> {

    @CommandLine.Mixin
    private RunCommand.Options options;

    @Override
    public Integer call() throws Exception {
        return RunCommand.run(options);
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"click-router " + org.clickrouter.text.Version.current()};
        }
    }

    public static void main(String[] args) {
        // The server of the health page works without sun.misc.Unsafe, of which newer JVMs warn in four lines at each
        // start.
        System.setProperty("io.netty.noUnsafe", System.getProperty("io.netty.noUnsafe", "true"));
        // H2 would look for each text that it writes in a cache of its own, and records are hardly ever the same.
        System.setProperty("h2.objectCache", System.getProperty("h2.objectCache", "false"));
        LostCharacters.in(args, System.getProperty("sun.jnu.encoding", "UTF-8"))
                .ifPresent(line -> System.err.println("click-router: " + line));
        System.exit(execute(args));
    }

    public static int execute(String... args) {
        if (args.length == 0 || args.length == 1 && args[0].equals("run")) {
            return plainRun();
        }
        CommandLine line = alone(args);
        boolean all = line == null;
        if (all) {
            line = new CommandLine(new ClickRouter());
        }
        if (List.of(args).contains(NoColor.NAME)) {
            line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        }
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        return line.execute(all ? args : Arrays.copyOfRange(args, 1, args.length));
    }

    /**
     * The command that the first argument names, by itself: to read what all the others take costs each start a third
     * of its time.
     *
     * @return null where it names none, and where help is asked for, which tells of all
     */
    private static CommandLine alone(String[] args) {
        for (Class<?> type : ClickRouter.class.getAnnotation(Command.class).subcommands()) {
            String name = type.getAnnotation(Command.class).name();
            if (args[0].equals(name) && type != CommandLine.HelpCommand.class) {
                return new CommandLine(type).setCommandName("click-router " + name);
            }
        }
        return null;
    }

    /** There is nothing to parse, and to prepare for it costs each start a tenth of a second. */
    private static int plainRun() {
        try {
            return RunCommand.run(new RunCommand.Options());
        } catch (Exception e) {
            return failed(e);
        }
    }

    private static int failed(Exception failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UsageException) {
                t.getMessage().lines().forEach(System.err::println);
                return 2;
            } else if (t instanceof NewerSchemaException) {
                System.err.println("click-router: " + t.getMessage());
                return 2;
            } else if (t instanceof SecretAwayException) {
                t.getMessage().lines().forEach(System.err::println);
                return 1;
            }
        }
        System.err.println("click-router: "
                + (failure instanceof NoStoreException ? failure.getMessage() : RootCause.line(failure)));
        return 1;
    }
}
