package dev.missioncontrol.invite.ctl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InvitectlTest {

	private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJleGFtcGxlIn0.c2lnbmF0dXJl";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			                                              | say what to do
			nonsense                                      | Unmatched argument
			failed                                        | failed list, or failed show ID
			failed show                                   | Missing required parameter
			failed list --limit 0                         | --limit must be 1 or more
			failed list --stage cook                      | Invalid value for option '--stage'
			failed list --from 1h --to 2h                 | --from must be before --to
			failed list --from soon                       | 'soon' is not a time
			failed list --state gone                      | Invalid value for option '--state'
			replay                                        | ids, or --all, or --range
			replay signed-1-2 --all                       | ids, or --all, or --range
			replay --all --range                          | ids, or --all, or --range
			replay signed-1-2 --reason http-400           | filters go with --all or --range
			replay lst                                    | 'lst' is neither the id of a dead letter
			replay ../jobs                                | '../jobs' is neither the id of a dead letter
			replay --range --stage sign                   | --range needs --stage and --from
			replay --range --from 2h                      | --range needs --stage and --from
			replay --range --stage sign --from 2h --reason x | takes --stage, --from and --to only
			replay --range --stage ledger --from 2h       | the ledger sends nothing
			replay signed-1-2 --rate 0                    | --rate must be 1 or more
			replay follow                                 | Missing required parameter
			replay follow x --patience forever            | 'forever' is not a duration
			reset                                         | Missing required
			reset kitchen --from 2h --bootstrap-servers x:1 | 'kitchen' is not a stage
			reset ledger --bootstrap-servers x:1          | --from
			--api ftp://example.com failed list --token t | --api (INVITE_API_URL) must be an address
			--api http://a:b@example.com failed list --token t | --api (INVITE_API_URL) must be an address
			failed list --token a --token-file b          | exclude each other
			failed list --token-file no/such/file         | cannot read the token file
			failed list --token t --timeout 0s            | --timeout must be longer than nothing
			""")
	void refusesWrongUseInOneLine(String line, String message) {
		Run run = Run.of((line != null) ? line.split(" ") : new String[0]);
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.out()).isEmpty();
		assertThat(run.err()).startsWith("invitectl: ").contains(message).hasLineCount(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "replay signed-1-2 --force", "replay --range --stage sign --from 2h" })
	void demandsYesWhereNobodyCanBeAsked(String line) {
		Run run = Run.of((line + " --token t").split(" "));
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).contains("Give --yes").hasLineCount(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "n", "no", "maybe" })
	void sendsNothingWithoutAYes(String answer) {
		Run run = Run.answering(answer + "\n", "replay", "signed-1-2", "--force", "--token", "t");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.err()).contains("[y/N]", "second e-mail").endsWith("Nothing was sent.\n");
	}

	@Test
	void asksAboutExactlyWhatWasSelected() {
		Run run = Run.answering("n\n", "replay", "--all", "--stage", "track", "--reason", "http-400", "--force",
				"--token", "t");
		assertThat(run.err()).startsWith("Send everything that failed, stage track, reason http-400 as new messages");
	}

	@ParameterizedTest
	@ValueSource(strings = { "failed list --tokn=", "failed list --token=t --token-file=", "failed show a " })
	void neverPrintsAToken(String line) {
		Run run = Run.of((line + JWT).split(" "));
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).doesNotContain(JWT).doesNotContain("c2lnbmF0dXJl");
	}

	@Test
	void takesGlobalOptionsBeforeAndAfterTheCommand() {
		for (String line : new String[] { "--api ftp://x --token t failed list", "failed list --api ftp://x --token t",
				"failed --api ftp://x list --token t" }) {
			assertThat(Run.of(line.split(" ")).err()).contains("--api (INVITE_API_URL)");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "failed --help", "failed list --help", "replay --help", "replay list --help",
			"replay follow -h", "reset --help" })
	void printsHelp(String line) {
		Run run = Run.of(line.split(" "));
		assertThat(run.exitCode()).isZero();
		assertThat(run.out()).startsWith("Usage: invitectl").doesNotContain("${");
		assertThat(run.err()).isEmpty();
	}

}
