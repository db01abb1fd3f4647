namespace Asmex.Workflows.People;

/// <summary>Someone who is to have an account.</summary>
public sealed record NewPerson(string Name, string? ArabicName, string Email, string Language);
