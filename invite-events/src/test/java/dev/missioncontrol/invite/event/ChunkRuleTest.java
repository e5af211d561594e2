package dev.missioncontrol.invite.event;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChunkRuleTest {

	private static final long SEED = 20261121;

	@Test
	void joinsBackToTheLinkForAnyLength() {
		Random random = new Random(SEED);
		for (int i = 0; i < 10_000; i++) {
			ChunkRule rule = new ChunkRule(1 + random.nextInt(12), 200 + random.nextInt(56));
			int longest = Math.min(rule.count() * rule.maxLength(), InviteLink.MAX_LENGTH);
			InviteLink link = link(random, 12 + random.nextInt(longest - 11));
			List<String> chunks = rule.split(link);
			assertThat(String.join("", chunks)).as("seed %d, round %d", SEED, i).isEqualTo(link.value());
			assertEven(rule, chunks);
		}
	}

	@Test
	void cutsTheLongestLink() {
		ChunkRule rule = new ChunkRule(10, 100);
		assertThat(rule.split(link(new Random(SEED), 1000))).hasSize(10).allMatch((chunk) -> chunk.length() == 100);
	}

	@Test
	void refusesALinkThatIsTooLong() {
		ChunkRule rule = new ChunkRule(10, 100);
		InviteLink link = link(new Random(SEED), 1001);
		assertThat(rule.fits(link)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> rule.split(link))
			.withMessageContaining("1001")
			.withMessageNotContaining(link.value());
	}

	@Test
	void refusesALinkWithFewerCharactersThanChunks() {
		assertThat(new ChunkRule(13, 255).fits(new InviteLink("http://a.bc/"))).isFalse();
	}

	@Test
	void refusesChunksThatIntercomWouldRefuse() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ChunkRule(10, 256));
		assertThatIllegalArgumentException().isThrownBy(() -> new ChunkRule(0, 255));
	}

	private static void assertEven(ChunkRule rule, List<String> chunks) {
		IntSummaryStatistics lengths = chunks.stream().mapToInt(String::length).summaryStatistics();
		assertThat(chunks).hasSize(rule.count());
		assertThat(lengths.getMin()).isPositive();
		assertThat(lengths.getMax()).isLessThanOrEqualTo(rule.maxLength());
		assertThat(lengths.getMax() - lengths.getMin()).isLessThanOrEqualTo(1);
	}

	private static InviteLink link(Random random, int length) {
		StringBuilder text = new StringBuilder("https://a.bc");
		while (text.length() < length) {
			text.append((char) ('!' + random.nextInt(94)));
		}
		return new InviteLink(text.toString());
	}

}
