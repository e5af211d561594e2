package dev.missioncontrol.invite.api;

import dev.missioncontrol.invite.api.batch.BatchUploads;
import dev.missioncontrol.invite.api.batch.Batches;
import dev.missioncontrol.invite.api.batch.CarryingOutPart;
import dev.missioncontrol.invite.api.batch.FollowingBatches;
import dev.missioncontrol.invite.api.batch.InvitingRow;
import dev.missioncontrol.invite.api.batch.ReceivingBatch;
import dev.missioncontrol.invite.api.invite.RequestingInvite;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the use cases of batches.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BatchSettings.class)
class BatchConfiguration {

	@Bean
	ReceivingBatch receivingBatch(BatchUploads uploads, Batches batches, BatchSettings settings) {
		return new ReceivingBatch(uploads, batches, settings.limits());
	}

	@Bean
	FollowingBatches followingBatches(Batches batches) {
		return new FollowingBatches(batches);
	}

	@Bean
	CarryingOutPart carryingOutPart(RequestingInvite requestingInvite, BatchSettings settings) {
		return new CarryingOutPart(new InvitingRow(requestingInvite::request), settings.concurrency());
	}

}
