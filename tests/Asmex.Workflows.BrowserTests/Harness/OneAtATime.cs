// Hangfire logs through a static of the process: a house that is taken down would break another that is being built.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
